// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/live/live.hpp"

namespace CLI {
class App;
}

namespace uketsuke::sim {

struct DockWishes {
    LiveWishes kiosk;
    int port = 8620;      ///< 0: any that is free
    bool window = false;  ///< the kiosk also in a window of its own, which the real rig alone has
};

/// Binds the verb's options to the wishes, which must live until the words are read.
void describe(CLI::App& verb, DockWishes& wishes);

/// `uketsuke-sim dock`: a simulated kiosk and a page in the browser from which it is driven, until `quit`, SIGINT,
/// SIGTERM or the end of its window. docs/dock.md. Returns the program's exit code: 0; 1: it could not, or a fault
/// never met the kiosk.
int run_dock(const DockWishes& wishes);

}  // namespace uketsuke::sim
