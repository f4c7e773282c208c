// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace uketsuke::sim {

struct VoiceDemoOptions {
    std::filesystem::path out = "out/demo";
    std::uint32_t seed = 3;  ///< of the person who is led before the camera by ear
};

/// Plays two check-ins by keys and sound alone, with the screen off and in virtual time, by a person who moves before
/// the camera only by what is heard, and one in English. Prints what is done and said, and leaves heard.wav, heard.txt,
/// waveform.png and spectrogram.png of the first two in `out`, and telephone-<language>.wav. Returns the program's exit
/// code.
int run_voice_demo(const VoiceDemoOptions& options);

}  // namespace uketsuke::sim
