// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace uketsuke::sim {

/// `uketsuke-sim attacks --out DIR`: draws every artefact of the simulator with every portrait, before any prompt, in
/// the folders that `uketsuke-eval pad --live DIR/live --attack DIR/attack` reads: live/<person>/<nn>.png,
/// attack/<look>/<person>/<nn>.png, the frames of one presentation each. The "live" ones are photographs, too. Returns
/// the program's exit code.
int draw_attacks(const std::filesystem::path& out);

}  // namespace uketsuke::sim
