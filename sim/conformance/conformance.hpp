// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace uketsuke::sim {

struct ConformanceWishes {
    std::string watch;    ///< the folder that the program watches
    std::string answers;  ///< where it puts its answers; empty: `watch` and ".answers"
    int patience_s = 10;  ///< for each answer
};

/// Binds the verb's options to the wishes, which must live until the words are read.
void describe(CLI::App& verb, ConformanceWishes& wishes);

/// `uketsuke-sim conformance`: gives a clinic's program results of every kind, as a kiosk does, and compares what it
/// answers to have understood. docs/vendor.md. Returns the program's exit code: 0 all were understood; 1 not, or it
/// could not.
int run_conformance(const ConformanceWishes& wishes);

}  // namespace uketsuke::sim
