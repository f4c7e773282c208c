// SPDX-License-Identifier: Apache-2.0
// What the commands of uketsuke-voice share: exit codes, folders, and what a pack lacks.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "drivers/sound/pack.hpp"

namespace uketsuke::tools::voice {

enum Exit : int { kDone = 0, kWrong = 1, kWrongWords = 2 };

/// Writes the sentence to standard error and gives the code back.
int complain(Exit code, std::string_view sentence);
/// kWrongWords, after saying so, for a language that has no texts; else kDone.
int check_language(const std::string& language);
std::filesystem::path folder_of(const Words& words);

/// What a pack with these recordings lacks, and what nothing needs.
struct Compared {
    std::vector<std::string> missing, unneeded;
};
Compared compared(const std::string& language, const std::vector<drivers::sound::Recording>& recordings);
/// kWrong: something is missing.
int print(const Compared& compared);

}  // namespace uketsuke::tools::voice
