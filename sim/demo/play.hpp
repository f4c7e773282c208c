// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace uketsuke::sim {

/// Plays scenario files one after another, each on the rig it asks for, and says which passed. `service_url`: the real
/// rig's kiosk goes to a simulated service that runs elsewhere; empty: to one of its own. Returns the exit code.
int play_files(const std::vector<std::string>& files, const std::string& service_url);

}  // namespace uketsuke::sim
