// SPDX-License-Identifier: Apache-2.0
#include "slots.hpp"

#include <algorithm>

#include "quirks.hpp"

namespace uketsuke::drivers::pcsc {
using base::ErrorCode;

Stage Slots::Slot::stage() const {
    if (!listed) return Stage::no_reader;
    if (call_hangs && call_hangs()) return Stage::hung;
    if ((state & SCARD_STATE_PRESENT) == 0 || Clock::now() < doubtful_until) return Stage::empty;
    return opened == insertion ? Stage::connected : Stage::present;
}

void Slots::Slot::come(std::uint32_t number) {
    insertion = number;
    kind = Kind::unknown;
}

void Slots::list(const std::vector<std::string>& names) {
    const std::lock_guard lock(mutex_);
    for (auto& slot : slots_) {
        slot.listed = std::find(names.begin(), names.end(), slot.name) != names.end();
        if (!slot.listed) slot.state = SCARD_STATE_UNAWARE;
    }
    for (const auto& name : names) {
        const auto same = [&](const Slot& slot) { return slot.name == name; };
        if (std::none_of(slots_.begin(), slots_.end(), same)) slots_.push_back({name, true});
    }
}

std::vector<Slots::Look> Slots::listed() const {
    const std::lock_guard lock(mutex_);
    std::vector<Look> looks;
    for (std::size_t i = 0; i < slots_.size(); ++i)
        if (slots_[i].listed) looks.push_back({i, slots_[i].name, slots_[i].state});
    return looks;
}

void Slots::see(std::size_t number, DWORD state) {
    const std::lock_guard lock(mutex_);
    auto& slot = slots_[number];
    const bool counted = state >> 16 != slot.state >> 16;
    const bool was_there = (slot.state & SCARD_STATE_PRESENT) != 0;
    if ((state & SCARD_STATE_PRESENT) != 0 && (!was_there || counted)) slot.come(++insertions_);
    if (counted) slot.doubtful_until = {};
    slot.state = state;
}

void Slots::forget() {
    const std::lock_guard lock(mutex_);
    for (auto& slot : slots_) {
        slot.listed = false;
        slot.state = SCARD_STATE_UNAWARE;
        slot.doubtful_until = {};
        slot.call_hangs = {};
    }
}

Stage Slots::stage() const {
    const std::lock_guard lock(mutex_);
    auto furthest = Stage::no_reader;
    for (const auto& slot : slots_) furthest = std::max(furthest, slot.stage());
    return furthest;
}

const Slots::Slot* Slots::present(std::uint32_t insertion) const {
    for (const auto& slot : slots_)
        if (slot.insertion == insertion && slot.has_card()) return &slot;
    return nullptr;
}

/// The likeliest card, and of equals the one that came last.
const Slots::Slot* Slots::best() const {
    const Slot* best = nullptr;
    for (const auto& slot : slots_)
        if (slot.has_card() &&
            (best == nullptr || std::pair(slot.kind, slot.insertion) > std::pair(best->kind, best->insertion)))
            best = &slot;
    return best;
}

std::optional<std::uint32_t> Slots::choose() {
    const std::lock_guard lock(mutex_);
    const auto* now = present(current_);
    const auto* other = best();
    if (now == nullptr) {
        if (other == nullptr || (other->kind == Kind::foreign && other->insertion <= last_shown_)) return std::nullopt;
        current_ = other->insertion;
    } else if (now->stage() != Stage::connected) {
        const bool ours_is_there = other->kind == Kind::ours && now->kind != Kind::ours;
        const bool another_came = now->kind == Kind::foreign && other->insertion > now->insertion;
        if (ours_is_there || another_came) current_ = other->insertion;
    }
    last_shown_ = std::max(last_shown_, current_);
    return current_;
}

std::vector<std::uint32_t> Slots::undecided() const {
    const std::lock_guard lock(mutex_);
    const auto* now = present(current_);
    const auto* likeliest = best();
    if (likeliest == nullptr || likeliest->kind == Kind::ours) return {};
    if (now != nullptr && now->stage() == Stage::connected) return {};
    if (std::count_if(slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.has_card(); }) < 2) return {};
    std::vector<std::uint32_t> cards;
    for (const auto& slot : slots_)
        if (slot.has_card() && slot.kind == Kind::unknown)
            cards.insert(&slot == now ? cards.begin() : cards.end(), slot.insertion);
    return cards;
}

std::string Slots::reader_of(std::uint32_t insertion) const {
    const std::lock_guard lock(mutex_);
    const auto* slot = present(insertion);
    return slot != nullptr ? slot->name : std::string();
}

/// Of a card that may be opened.
std::optional<Slots::Place> Slots::open(std::uint32_t insertion) {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        auto& slot = slots_[i];
        if (slot.insertion != insertion || slot.stage() != Stage::present) continue;
        slot.opened = insertion;
        return Place{i, insertion, slot.name, static_cast<unsigned>(slot.state >> 16)};
    }
    return std::nullopt;
}

base::Result<Slots::Place> Slots::take(std::uint32_t insertion) {
    std::unique_lock lock(mutex_);
    asked_.wait(lock, [&] { return asking_ != insertion; });
    if (auto place = open(insertion)) return std::move(*place);
    const auto known = std::find_if(slots_.begin(), slots_.end(),
                                    [&](const Slot& slot) { return slot.insertion == insertion && slot.listed; });
    const auto hung = [](const Slot& slot) { return slot.stage() == Stage::hung; };
    if (known != slots_.end() ? hung(*known) : std::any_of(slots_.begin(), slots_.end(), hung))
        return base::fail(ErrorCode::card_busy, "the reader hangs");
    if (known != slots_.end() && known->stage() == Stage::connected)
        return base::fail(ErrorCode::card_busy, "the card is open already");
    return base::fail(ErrorCode::card_removed, "the card was gone before it was opened");
}

std::optional<Slots::Place> Slots::begin_asking(std::uint32_t insertion) {
    const std::lock_guard lock(mutex_);
    auto place = open(insertion);
    if (place) asking_ = insertion;
    return place;
}

void Slots::end_asking(const Place& place, Kind told) {
    {
        const std::lock_guard lock(mutex_);
        auto& slot = slots_[place.number];
        if (slot.insertion == place.insertion) slot.kind = told;
        asking_.reset();
    }
    asked_.notify_all();
}

void Slots::closed(const Place& place) {
    const std::lock_guard lock(mutex_);
    auto& slot = slots_[place.number];
    if (slot.opened == place.insertion) slot.opened = 0;
}

void Slots::lost(const Place& place) {
    const std::lock_guard lock(mutex_);
    auto& slot = slots_[place.number];
    if (slot.insertion != place.insertion) return;
    slot.come(++insertions_);
    slot.doubtful_until = Clock::now() + quirks_of(slot.name).slow_removal;
}

void Slots::left_behind(const Place& place, std::function<bool()> hangs) {
    const std::lock_guard lock(mutex_);
    slots_[place.number].call_hangs = std::move(hangs);
}

}  // namespace uketsuke::drivers::pcsc
