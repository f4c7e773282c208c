// SPDX-License-Identifier: Apache-2.0
#include "pairs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <sstream>

#include "firmware/base/file.hpp"
#include "tools/eval/statistics/score_file.hpp"

namespace uketsuke::tools::eval {
namespace {

using base::ErrorCode;
using Columns = std::vector<std::string>;

/// A whole number of up to eight digits, or nothing.
std::optional<int> count_in(const std::string& word) {
    const bool digits = !word.empty() && word.size() <= 8 && word.find_first_not_of("0123456789") == std::string::npos;
    return digits ? std::optional(std::stoi(word)) : std::nullopt;
}

Picture lfw_picture(const std::string& name, int number) {
    return {fmt::format("{}/{}_{:04}.jpg", name, name, number), name};
}

Picture listed_picture(const std::string& file) { return {file, subject_of(file)}; }

std::optional<Pair> pair_of(const Columns& columns) {
    const auto number = [&](std::size_t i) { return i < columns.size() ? count_in(columns[i]) : std::nullopt; };
    if (columns.size() == 4 && number(1) && number(3))
        return Pair{lfw_picture(columns[0], *number(1)), lfw_picture(columns[2], *number(3)), false};
    if (columns.size() == 3 && number(1) && number(2))
        return Pair{lfw_picture(columns[0], *number(1)), lfw_picture(columns[0], *number(2)), true};
    if (columns.size() != 2 && columns.size() != 3) return std::nullopt;
    Pair pair{listed_picture(columns[0]), listed_picture(columns[1])};
    pair.genuine = pair.first.subject == pair.second.subject;
    if (columns.size() == 2) return pair;
    if (columns[2] != "0" && columns[2] != "1") return std::nullopt;
    pair.genuine = columns[2] == "1";
    // A list that names subjects in its own way: keep the two sides of an impostor pair apart, and of a genuine one
    // together.
    if (pair.genuine) pair.second.subject = pair.first.subject;
    return pair;
}

Columns split(const std::string& line, bool by_tabs) {
    if (by_tabs) return columns_of(line, "\t");
    Columns words;
    std::istringstream stream(line);
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

/// The first line's numbers: folds, and pairs of each kind in a fold. Nothing when it is a pair.
std::optional<std::pair<int, int>> header_of(const Columns& columns) {
    if (columns.size() == 1 && count_in(columns[0])) return std::pair(1, *count_in(columns[0]));
    if (columns.size() == 2 && count_in(columns[0]) && count_in(columns[1]))
        return std::pair(*count_in(columns[0]), *count_in(columns[1]));
    return std::nullopt;
}

base::Result<PairList> with_folds(PairList list, std::pair<int, int> header) {
    const auto [folds, count] = header;
    const auto expected = 2 * static_cast<long>(folds) * count;
    if (expected != static_cast<long>(list.pairs.size()) || expected == 0)
        return base::fail(ErrorCode::config_invalid,
                          fmt::format("the first line promises {} folds of 2 x {} pairs, but there are {} pairs", folds,
                                      count, list.pairs.size()));
    list.folds = folds;
    for (std::size_t i = 0; i < list.pairs.size(); ++i) list.pairs[i].fold = static_cast<int>(i) / (2 * count);
    return list;
}

}  // namespace

base::Result<PairList> parse_pairs(std::string_view text) {
    PairList list;
    std::optional<std::pair<int, int>> header;
    const bool by_tabs = text.find('\t') != std::string_view::npos;
    std::istringstream lines{std::string(text)};
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        const auto columns = split(line, by_tabs);
        if (line.find_first_not_of(" \t\r") == std::string::npos || line.front() == '#') continue;
        if (number == 1 && (header = header_of(columns))) continue;
        const auto pair = pair_of(columns);
        if (!pair)
            return base::fail(
                ErrorCode::config_invalid,
                fmt::format("line {} is no pair: '{}' (name n1 n2, name1 n1 name2 n2, or two files)", number, line));
        list.pairs.push_back(*pair);
    }
    if (list.pairs.empty()) return base::fail(ErrorCode::config_invalid, "holds no pair");
    return header ? with_folds(std::move(list), *header) : base::Result<PairList>(std::move(list));
}

base::Result<PairList> read_pairs(const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    auto list = parse_pairs(*text);
    if (!list) return base::fail(list.error().code, file.string() + ": " + list.error().detail);
    return list;
}

PairList all_pairs(const std::vector<Picture>& pictures) {
    PairList list;
    for (std::size_t i = 0; i < pictures.size(); ++i)
        for (std::size_t j = i + 1; j < pictures.size(); ++j)
            list.pairs.push_back({pictures[i], pictures[j], pictures[i].subject == pictures[j].subject});
    return list;
}

std::vector<Picture> pictures_of(const PairList& list) {
    std::vector<Picture> pictures;
    for (const auto& pair : list.pairs) {
        pictures.push_back(pair.first);
        pictures.push_back(pair.second);
    }
    std::sort(pictures.begin(), pictures.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
    pictures.erase(
        std::unique(pictures.begin(), pictures.end(), [](const auto& a, const auto& b) { return a.file == b.file; }),
        pictures.end());
    return pictures;
}

}  // namespace uketsuke::tools::eval
