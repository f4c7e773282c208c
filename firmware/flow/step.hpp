// SPDX-License-Identifier: Apache-2.0
// The middle of the ring: one pure function. No clock, no I/O, no threads, no randomness.
#pragma once

#include "effect.hpp"
#include "event.hpp"
#include "visit.hpp"
#include "transitions.hpp"

namespace uketsuke::flow {

struct Step {
    Visit visit;
    Effects effects;
    const Row* row = nullptr;  ///< nullptr: the event was late or is not accepted in this state; nothing changed
};

/// The next visit and what is to be done. Never fails: what the tables do not name is refused.
Step step(const Visit& before, const Event& event);
/// The same by another table of arrows, for tests that hold mutants of ours against the invariants.
Step step(const Visit& before, const Event& event, std::span<const Row> rows);

/// True when the event answers a piece of work that is no longer wanted. The one place where late answers are dropped.
bool is_late(const Visit& visit, const Event& event);

}  // namespace uketsuke::flow
