// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/rig/virtual_rig.hpp"

namespace uketsuke::sim {

/// All that a virtual kiosk did, in words: each step with its time, event, row and effects, and each exchange with a
/// card, without what is random by intention (nonces, and what is signed with them). The same seed gives the same
/// bytes. Must outlive the rig.
class Trace {
public:
    /// Hears of the exchanges with cards; before the rig is made.
    void hook(VirtualRig::Options& options);
    /// Hears of the steps from now on.
    void follow(VirtualRig& rig);
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
    const VirtualRig* rig_ = nullptr;
};

}  // namespace uketsuke::sim
