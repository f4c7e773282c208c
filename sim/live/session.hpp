// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "recorder.hpp"
#include "sim/scenario/player.hpp"

namespace uketsuke::sim {

/// Steps with a kiosk that stays, one by one, and recorded where that is wished. Thread-bound to the kiosk's thread.
class Session {
public:
    /// `recorder`: null where nothing is recorded.
    Session(Rig& rig, Player::Options options, std::unique_ptr<Recorder> recorder = {});

    Player::Reply carry_out(const Line& line);
    /// All steps of a scenario, up to the first that does not come true: file, line, what was expected and found.
    /// Empty: all came true.
    std::string play(const Script& script);
    /// What is wrong at the end.
    [[nodiscard]] std::optional<Problem> judge() const { return player_.judge(); }
    [[nodiscard]] int steps() const { return player_.outcome().steps; }
    [[nodiscard]] Recorder* recorder() const { return recorder_.get(); }

private:
    Player player_;
    std::unique_ptr<Recorder> recorder_;
};

}  // namespace uketsuke::sim
