// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace uketsuke::sim {

/// The kiosk in a window on the real rig, with keys for card, people and faults listed beside it. Runs until the window
/// is closed. Returns the program's exit code.
int run_window();

}  // namespace uketsuke::sim
