// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "dialogues.hpp"
#include "drivers/mynumber/survey.hpp"

namespace uketsuke::tools::card {

base::Result<Findings> look_at_tries(const Task&, ChosenCard& card) {
    const auto counters = drivers::mynumber::ask_counters(*card.session);
    if (!counters) return base::fail(counters.error());
    if (counters->empty())
        return base::fail(base::ErrorCode::card_not_mynumber, "It is no My Number Card: it has none of the counters.");
    Findings findings;
    for (const auto& [what, left] : *counters)
        findings.push_back(note(std::string(what->key), fmt::format("{:>2} of {:>2} left{}  {}", left.left, what->full,
                                                                    left.blocked() ? ", blocked" : "", what->name))
                               .with("left", left.left)
                               .with("full", what->full));
    return findings;
}

}  // namespace uketsuke::tools::card
