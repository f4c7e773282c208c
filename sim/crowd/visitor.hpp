// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <random>
#include <string>

#include "sim/rig/rig.hpp"

namespace uketsuke::sim {

/// Somebody at the kiosk, who does what its screen offers next. Says each thing as a scenario's line, so that whatever
/// happened can be played again.
class Visitor {
public:
    struct Plan {
        std::string person = "hanako";    ///< a file of sim/people, with a card
        flow::Way way = flow::Way::face;  ///< what is tried first: face, pin or staff
        std::string pin;                  ///< that is typed
        bool agrees = true;               ///< to what it is asked for
    };
    /// A plan for a person who knows their PIN.
    static Plan plan_for(const Person& person, flow::Way way);

    explicit Visitor(Plan plan) : plan_(std::move(plan)) {}

    /// The line that leads on from this screen; where there is nothing to do, or nothing can be done, one that waits.
    [[nodiscard]] std::string next(Rig& rig);
    /// Comes to the kiosk: takes the card, stands before the camera, lays the card down, a line a call.
    [[nodiscard]] std::optional<std::string> come();
    /// The visit is over and the card in the hand again.
    [[nodiscard]] bool gone() const { return left_; }

private:
    [[nodiscard]] std::string type(const flow::Visit& visit, std::string_view digits, const ui::Scene& scene);
    [[nodiscard]] std::string lead_on(const ui::Scene& scene);

    Plan plan_;
    int came_ = 0;
    bool left_ = false;
};

/// `tap "LABEL"`, with its place where others have the same label; nothing: it cannot be said in a line.
std::optional<std::string> tap_line(const ui::Scene& scene, const ui::Node& node);

}  // namespace uketsuke::sim
