// SPDX-License-Identifier: Apache-2.0
// A visit rehearsed at home, at the keys of a terminal.
#pragma once

namespace uketsuke::sim {

/// In real time, at a terminal: its keys are those of the numeric keypad, also held down; others lay the card, plug
/// headphones in and move the face, which begins beside its place and is led by ear. What is said is played and
/// written. Returns the program's exit code.
int run_practice();

}  // namespace uketsuke::sim
