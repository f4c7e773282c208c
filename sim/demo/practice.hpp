// SPDX-License-Identifier: Apache-2.0
// A visit rehearsed at home: by a person at the keys of a terminal, or listened to by telephone.
#pragma once

#include <filesystem>

#include "sim/rig/virtual_rig.hpp"
#include "ui/voice/clips.hpp"

namespace uketsuke::sim {

/// Who stands before the rig's camera from now on moves by what its kiosk plays and says, in Japanese.
void stand_by_ear(VirtualRig& rig, std::uint32_t seed);

/// In real time, at a terminal: its keys are those of the numeric keypad, and "c" lays the card and takes it. What is
/// said is played and written. The simulated face stands in its place and follows. Returns the program's exit code.
int run_practice();

/// How the keys, the card and the face go, each told and sounded, and then the visits of `tape` as headphones had them;
/// 8,000 frames a second, for a telephone line. Errors: file_unreadable.
base::Result<void> keep_telephone(const ui::voice::Tape& tape, const ui::voice::Clips& clips, base::MonoTime from,
                                  const std::filesystem::path& wav);

}  // namespace uketsuke::sim
