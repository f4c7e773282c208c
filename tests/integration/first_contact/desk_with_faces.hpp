// SPDX-License-Identifier: Apache-2.0
// A desk with the real pcscd, the product's own face part, and simulated cameras; whoever sits there sees what they are
// told and follows it.
#pragma once

#include "sim/camera/card_front_camera.hpp"
#include "sim/camera/simulated_camera.hpp"
#include "sim/camera/unhurried_time.hpp"
#include "sim/card_verb/card_on_reader.hpp"
#include "sim/vpcd/private_pcscd.hpp"
#include "tests/support/scratch.hpp"
#include "tools/contact/meeting.hpp"

namespace uketsuke::test {

/// Thread-bound. One at a time.
class DeskWithFaces {
public:
    /// Whose card lies there, and who sits before the camera; nobody: there is no camera at all.
    DeskWithFaces(const std::string& card, const std::string& face);
    ~DeskWithFaces();

    void meet(tools::contact::Asker& asker);
    /// Another card in its place, new, with these faults (docs/scenarios.md).
    void lay(const std::string& card, const std::string& faults = "");
    void pull();

    tools::card::Report report;
    std::string json, page;  ///< empty: nothing was written
    [[nodiscard]] std::string tries() { return on_reader_->command("tries").value(); }
    [[nodiscard]] const sim::Person& owner() const { return owner_; }

private:
    tools::contact::Eyes eyes();

    Scratch scratch_;
    sim::Paths paths_;
    sim::Person owner_;
    std::unique_ptr<sim::PrivatePcscd> daemon_;
    std::unique_ptr<sim::CardOnReader> on_reader_;
    sim::UnhurriedTime time_;
    std::unique_ptr<ports::Camera> card_camera_;
    sim::SimulatedCamera* camera_ = nullptr;
    std::string face_;
};

}  // namespace uketsuke::test
