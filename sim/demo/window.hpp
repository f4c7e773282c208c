// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace uketsuke::sim {

/// The kiosk in a window on the real rig, with keys for card, people and faults listed beside it. Runs until the window
/// is closed. `record`: a file that becomes a scenario which does what was done; empty: none. `desk`: the socket of a
/// desk that runs; empty: there is none. `name`: results.kiosk; empty: as ever. Returns the program's exit code.
int run_window(const std::string& record, const std::string& desk, const std::string& name);

}  // namespace uketsuke::sim
