// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace uketsuke::sim {

/// Plays scenario files one after another, each on the rig it asks for, and says which passed. Returns the exit code.
int play_files(const std::vector<std::string>& files);

}  // namespace uketsuke::sim
