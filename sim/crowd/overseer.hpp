// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "sim/judge/judge.hpp"
#include "sim/rig/rig.hpp"

namespace uketsuke::sim {

/// Holds a kiosk to what must never happen, whoever comes and whatever breaks: the rules of the flow after each step
/// (sim/judge), no VERIFY that no hand confirmed and no command for My Number by the card's own log, no more results
/// than were delivered, a journal whose chain holds. Must live as long as the rig's kiosk works.
class Overseer {
public:
    /// Before the first event that the rig's kiosk gets after its start.
    explicit Overseer(Rig& rig);
    /// Call after each thing that was done: looks at what is no step of the flow.
    void look();
    /// At the end: the journal.
    void end();
    /// What was broken, each once.
    [[nodiscard]] const std::set<std::string>& complaints() const { return complaints_; }
    [[nodiscard]] int steps() const { return steps_; }
    /// Visits that came to their result, or to any end after a card was read.
    [[nodiscard]] int results() const { return results_; }
    [[nodiscard]] int visits() const { return visits_; }

private:
    void see(const flow::Visit& before, const flow::Event& event, const flow::Step& step);
    void judge_card();

    Rig& rig_;
    flow::Observer seen_;
    std::set<std::string> complaints_;
    const MyNumberCard* card_ = nullptr;  ///< that was held last
    int verifies_ = 0, former_ = 0;       ///< that it got, and that all cards before it got
    int hands_ = 0;                       ///< VERIFYs that the flow asked for
    int steps_ = 0, results_ = 0, visits_ = 0;
};

}  // namespace uketsuke::sim
