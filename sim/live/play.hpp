// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace uketsuke::sim {

struct PlayWishes {
    std::vector<std::string> files;  ///< a pipe or `-` is played line by line, as the lines come
    std::string service;  ///< the real rig's kiosk goes to a simulated service that runs elsewhere; empty: its own
    std::filesystem::path out;  ///< keeps each kiosk's files in DIR/scenario; empty: they go with it
    std::string desk = {};      ///< the real rig's kiosk tells the desk at this socket; empty: there is none
};

/// Plays scenario files one after another, each on the rig it asks for, and says which passed. Where one fails, `out`
/// gets failure.png, what the panel showed, and failure.txt with the last lines of the journal. Returns the exit code.
int play_files(const PlayWishes& wishes);

}  // namespace uketsuke::sim
