// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "sim/rig/rig.hpp"

namespace uketsuke::sim {

/// What a step that did not come true looked like, for whoever reads it afterwards: failure.png, the panel, and
/// failure.txt, `problem` and the last 20 lines of the journal, in `folder`. Adds to `problem` where they are, or that
/// they could not be written.
void leave_failure(Rig& rig, const std::filesystem::path& folder, std::string& problem);

}  // namespace uketsuke::sim
