// SPDX-License-Identifier: Apache-2.0
// Scores as a text file, the door for numbers of any other matcher: one comparison a line, columns parted by tabs or
// commas: `label score [subject subject [fold]]`. label: genuine or impostor, or 1 or 0. A genuine comparison names its
// subject twice. Empty lines and lines with # are skipped. Either all lines name subjects (folds), or none does.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"
#include "scores.hpp"

namespace uketsuke::tools::eval {

struct ScoreFile {
    Scores scores;
    std::vector<Scores> folds;  ///< empty when the file has none
};

/// Errors: file_unreadable (not there, or empty), config_invalid (a line, with its number and what is wrong).
base::Result<ScoreFile> read_scores(const std::filesystem::path& file);
base::Result<ScoreFile> parse_scores(std::string_view text);

/// The same back. Errors: file_unreadable.
base::Result<void> write_scores(const std::filesystem::path& file, const ScoreFile& scores);

/// The parts of a line between tabs or commas, without surrounding blanks.
std::vector<std::string> columns_of(std::string_view line, std::string_view separators);

}  // namespace uketsuke::tools::eval
