// SPDX-License-Identifier: Apache-2.0
// Which pictures to compare.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "folder.hpp"

namespace uketsuke::tools::eval {

struct Pair {
    Picture first, second;
    bool genuine = false;
    int fold = 0;
};

struct PairList {
    std::vector<Pair> pairs;
    int folds = 1;
};

/// Reads a list in one of two forms; columns are parted by tabs, or by blanks when no line has a tab.
/// LFW's: `name n1 n2` (genuine) and `name1 n1 name2 n2` (impostors) stand for name/name_%04d.jpg; a first line `folds
/// count` (or `count`, one fold) says that each fold has count genuine and then count impostor pairs.
/// Files: `file file [1|0]`, relative to the folder of pictures; without the third column they are genuine when both
/// are of the same subject (subject_of). Empty lines and lines that begin with # are skipped. Errors: config_invalid (a
/// line, with its number; or another number of pairs than the first line says).
base::Result<PairList> parse_pairs(std::string_view text);
/// Errors: also file_unreadable.
base::Result<PairList> read_pairs(const std::filesystem::path& file);

/// Every picture with every other one, once.
PairList all_pairs(const std::vector<Picture>& pictures);

/// Each picture of a list once, in the order of their names.
std::vector<Picture> pictures_of(const PairList& list);

}  // namespace uketsuke::tools::eval
