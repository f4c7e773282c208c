// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/rig/own_devices.hpp"

namespace CLI {
class App;
}

namespace uketsuke::sim {

struct LiveWishes {
    std::string rig = "virtual", date;  ///< header lines of a scenario; empty: as there
    std::vector<std::string> facts;
    std::string desk;     ///< on the real rig: the socket of a desk that runs; empty: there is none
    std::string name;     ///< the kiosk's on that desk; empty: as the settings have it
    std::string people;   ///< a folder of one's own people; empty: none
    std::string play;     ///< a scenario that is played first, and whose header counts; empty: none
    std::string record;   ///< a scenario that will do the same; empty: none
    std::string control;  ///< a socket's file, or 127.0.0.1:PORT; empty: lines come from the keyboard alone
    OwnDevices own;       ///< the rig is the real one then
    std::string out;      ///< the kiosk's files and screenshots; empty: they go with it
};

/// Binds the verb's options to the wishes, which must live until the words are read.
void describe(CLI::App& verb, LiveWishes& wishes);

/// `uketsuke-sim live`: a kiosk that is driven by verbs until `quit`, SIGINT or SIGTERM, or the keyboard's end where
/// there is no socket. docs/control.md. Returns the program's exit code: 0; 1: it could not, or a step of `play` did
/// not come true, or a fault never met the kiosk.
int run_live(const LiveWishes& wishes);

}  // namespace uketsuke::sim
