// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/rig/rig.hpp"
#include "sim/scenario/script.hpp"

namespace uketsuke::sim {

/// Writes what is done with a kiosk as a scenario that does the same: before each step it waits for the screen at which
/// the step was done. The file is whole after each step. Thread-bound to the kiosk's thread.
class Recorder {
public:
    /// Listens to the rig's kiosk from now on. `header`: of the kiosk, in a scenario's words.
    Recorder(Rig& rig, std::vector<std::string> header, std::filesystem::path file);

    /// Something is about to be done at the screen that is up now.
    void arrive();
    /// It was done.
    void add(const Line& line);
    /// The screen that is up now is waited for already.
    void reached();
    /// A finger is about to touch what this means: arrive() and add() in one.
    void touched(const ui::Input& input);
    /// The fault of this device never met the kiosk: its line would fail where it is played.
    void drop_fault(const std::string& device);
    /// Errors: file_unreadable, of the last time that it was written.
    [[nodiscard]] const base::Result<void>& written() const { return written_; }

private:
    void write();
    void type(int digit);
    void tap(const ui::Node& node);

    Rig& rig_;
    const std::filesystem::path file_;
    std::vector<std::string> lines_;
    std::vector<flow::State> entered_;  ///< since the last step
    flow::State at_;                    ///< the screen of the last step
    base::MonoTime since_;              ///< that step
    bool typing_ = false;               ///< the last line was typed by hand, and can become longer
    base::Result<void> written_;
};

}  // namespace uketsuke::sim
