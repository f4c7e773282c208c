// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace uketsuke::sim {

/// What stands on this machine and takes the place of a simulated device, on the real rig alone. Nobody has tried
/// either with a real device. Empty: the simulated one.
struct OwnDevices {
    std::string camera;  ///< a V4L2 device, /dev/video0
    std::string reader;  ///< a part of a PC/SC reader's name, in the pcscd of this machine

    [[nodiscard]] bool any() const { return !camera.empty() || !reader.empty(); }
};

}  // namespace uketsuke::sim
