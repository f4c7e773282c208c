// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace uketsuke::sim {

struct DemoOptions {
    bool impostor = false;  ///< another person's face is refused, the visit goes on by PIN
    bool window = false;    ///< show it in a window too
    std::filesystem::path out = "out/demo";
};

/// Plays the check-ins on the real rig, printing each step with its time, and leaves storyboard.png, the result
/// documents and the journal in `out`. Returns the program's exit code.
int run_demo(const DemoOptions& options);

}  // namespace uketsuke::sim
