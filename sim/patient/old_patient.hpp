// SPDX-License-Identifier: Apache-2.0
// A simulated person of 85 who checks in alone: reads each screen, touches beside things and twice, shakes, forgets.
// Knows of the kiosk only what its screens say, and touches them through the product's own hit test.
#pragma once

#include <random>
#include <string>

#include "habits.hpp"
#include "sim/rig/rig.hpp"
#include "ui/scene/press.hpp"

namespace uketsuke::sim {

/// How it went.
struct Stay {
    bool checked_in = false;  ///< the clinic has the result, and nobody of the staff was needed
    flow::Way way = flow::Way::none;
    base::Duration took{};  ///< from the card laid to the idle screen
    int touches = 0;        ///< of these: `beside` hit nothing, `other` something else than was meant
    int beside = 0;
    int other = 0;
    int wrong_pins = 0;
    int face_attempts = 0;
    bool slow = false;
    std::string stuck;  ///< the last screen, where it did not end well
};

/// One visit of one person. The rig must outlive it, and its people must have the same head (VirtualRig::Options).
class OldPatient {
public:
    OldPatient(Rig& rig, Person person, Habits habits, std::uint32_t seed)
        : rig_(rig), person_(std::move(person)), habits_(habits), random_(seed) {}

    /// From an idle kiosk to an idle kiosk, at most half an hour of virtual time. Errors: those of the rig.
    base::Result<Stay> check_in();

private:
    [[nodiscard]] const flow::Visit& visit() const { return rig_.kiosk().visit(); }
    [[nodiscard]] const ui::Scene& scene() const { return rig_.kiosk().scene(); }
    [[nodiscard]] std::string screen() const;
    void pass(base::Duration time);
    void read();
    void act();
    void note();
    void choose_comfort();
    void type_pin();
    void touch_key(ui::PinKey::Kind kind, int digit);
    void choose_way();
    bool want(flow::Action action, int item = -1);
    void touch(const ui::Node& node);
    void finger(const ui::Node& node);
    void handle(const std::optional<ui::Input>& input, const ui::Node& meant);
    double offset();

    Rig& rig_;
    const Person person_;
    const Habits habits_;
    std::mt19937 random_;
    ui::Press press_;
    Stay stay_;
    std::string shown_, read_;
    std::size_t typed_ = 0;  ///< digits that were meant and are there
    bool on_card_ = false;
};

}  // namespace uketsuke::sim
