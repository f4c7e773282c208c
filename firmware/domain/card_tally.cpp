// SPDX-License-Identifier: Apache-2.0
#include "card_tally.hpp"

#include <algorithm>

namespace uketsuke::domain {

CardTally::Entry CardTally::entry_of(const CardKey& card) const {
    const auto found = cards_.find(card);
    return found == cards_.end() ? Entry{start_, {}} : found->second;
}

std::chrono::seconds CardTally::wait_after(int count) const {
    auto wait = rules_.first;
    for (int i = rules_.free; i < count && wait < rules_.longest; ++i) wait *= 2;
    return std::min(wait, rules_.longest);
}

void CardTally::add(const CardKey& card, base::MonoTime now) {
    auto entry = entry_of(card);
    if (++entry.count >= rules_.free) entry.until = now + wait_after(entry.count);
    cards_[card] = entry;
}

std::chrono::seconds CardTally::wait(const CardKey& card, base::MonoTime now) const {
    const auto left = std::chrono::ceil<std::chrono::seconds>(entry_of(card).until - now);
    return std::max(std::chrono::seconds{0}, left);
}

int CardTally::left(const CardKey& card, base::MonoTime now) const {
    if (wait(card, now) > std::chrono::seconds{0}) return 0;
    return std::max(1, rules_.free - count(card));
}

}  // namespace uketsuke::domain
