// SPDX-License-Identifier: Apache-2.0
// What each guard asks, condition by condition, written down apart from the guard (MC/DC: each condition alone is seen
// to change the outcome). A guard without a table fails guard_test.
#pragma once

#include <string_view>
#include <vector>

#include "firmware/flow/transitions.hpp"

namespace uketsuke::flow {

/// What a guard is asked about.
struct Moment {
    Visit visit;
    Event event;
};

/// One condition, and what makes it the other way round without touching any other. Two that are about one value (an
/// item below the first, beyond the last) cannot be turned at once: the one that stands later is.
struct Condition {
    std::string_view what;
    void (*turn)(Moment&);
};

/// Which conditions are turned, a bit each, the first lowest.
using Turned = unsigned;

struct GuardTable {
    std::string_view guard;  ///< by its name in the rows
    Moment at;               ///< with none turned
    std::vector<Condition> conditions;
    bool (*holds)(Turned);  ///< what must come out; asked for each set of conditions
};

/// One or several for each guard: a condition that needs another beginning to be seen has it in a table of its own.
std::vector<GuardTable> guard_tables();

}  // namespace uketsuke::flow
