// SPDX-License-Identifier: Apache-2.0
// The commands of uketsuke-voice. Each tells on standard output what it found, what is wrong on standard error, and
// gives the program's exit code.
#pragma once

#include <string>

namespace uketsuke::tools::voice {

struct Words {
    std::string language;
    std::string packs = "build/packs";
    std::string raw;         ///< folder of WAV files, each named by its text's hash (drivers/sound/pack.hpp)
    std::string text, from;  ///< of record
    std::string source = "human", licence, consent;
    bool release = false;
    std::string file;  ///< of reference
};

int missing(const Words& words);
int render_pack(const Words& words);
int record(const Words& words);
int pack(const Words& words);
int verify(const Words& words);
/// A tone of 1 kHz as loud as a pack's words, half a minute.
int reference(const Words& words);

}  // namespace uketsuke::tools::voice
