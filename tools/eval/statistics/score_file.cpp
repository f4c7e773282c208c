// SPDX-License-Identifier: Apache-2.0
#include "score_file.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <sstream>

#include "firmware/base/file.hpp"

namespace uketsuke::tools::eval {
namespace {

using base::ErrorCode;

std::optional<double> number_of(const std::string& word) {
    char* end = nullptr;
    const double number = std::strtod(word.c_str(), &end);
    return word.empty() || *end != '\0' || !std::isfinite(number) ? std::nullopt : std::optional(number);
}

std::optional<bool> is_genuine(const std::string& label) {
    if (label == "genuine" || label == "1") return true;
    if (label == "impostor" || label == "0") return false;
    return std::nullopt;
}

/// Fills a ScoreFile line by line; a line that is not understood is an explanation instead.
class Reader {
public:
    std::optional<std::string> take(const std::vector<std::string>& columns);
    ScoreFile finish();

private:
    ScoreFile file_;
    SubjectIndex index_{file_.scores};
    std::size_t width_ = 0;
    std::map<int, Scores> folds_;
};

std::optional<std::string> Reader::take(const std::vector<std::string>& columns) {
    if (width_ == 0) width_ = columns.size();
    if (columns.size() != width_ || (width_ != 2 && width_ != 4 && width_ != 5))
        return fmt::format("has {} columns; each line has label and score, then two subjects, then a fold",
                           columns.size());
    const auto genuine = is_genuine(columns[0]);
    const auto score = number_of(columns[1]);
    if (!genuine) return fmt::format("'{}' is neither genuine nor impostor", columns[0]);
    if (!score) return fmt::format("'{}' is no score", columns[1]);
    Comparison one{0, 0, static_cast<float>(*score)};
    if (width_ >= 4) {
        if ((columns[2] == columns[3]) != *genuine)
            return fmt::format("calls a comparison of {} with {} {}", columns[2], columns[3], columns[0]);
        one.first = index_(columns[2]);
        one.second = index_(columns[3]);
    }
    (*genuine ? file_.scores.genuine : file_.scores.impostors).push_back(one);
    if (width_ < 5) return std::nullopt;
    const auto fold = number_of(columns[4]);
    if (!fold || *fold < 0 || *fold > 1e6) return fmt::format("'{}' is no fold", columns[4]);
    auto& part = folds_[static_cast<int>(*fold)];
    (*genuine ? part.genuine : part.impostors).push_back(one);
    return std::nullopt;
}

ScoreFile Reader::finish() {
    for (auto& [number, fold] : folds_) file_.folds.push_back(std::move(fold));
    return std::move(file_);
}

void put(fmt::memory_buffer& out, const Scores& scores, const std::vector<std::string>& subjects,
         const std::string& fold) {
    const auto put_all = [&](const char* label, const std::vector<Comparison>& comparisons) {
        for (const auto& one : comparisons) {
            fmt::format_to(std::back_inserter(out), "{}\t{:.7f}", label, one.score);
            if (!subjects.empty())
                fmt::format_to(std::back_inserter(out), "\t{}\t{}{}", subjects[one.first], subjects[one.second], fold);
            out.push_back('\n');
        }
    };
    put_all("genuine", scores.genuine);
    put_all("impostor", scores.impostors);
}

}  // namespace

std::vector<std::string> columns_of(std::string_view line, std::string_view separators) {
    std::vector<std::string> columns;
    constexpr std::string_view kBlank = " \t\r";
    while (true) {
        const auto end = line.find_first_of(separators);
        auto word = line.substr(0, end);
        const auto first = word.find_first_not_of(kBlank);
        word = first == std::string_view::npos ? std::string_view{} : word.substr(first);
        columns.emplace_back(word.substr(0, word.find_last_not_of(kBlank) + 1));
        if (end == std::string_view::npos) return columns;
        line.remove_prefix(end + 1);
    }
}

base::Result<ScoreFile> parse_scores(std::string_view text) {
    Reader reader;
    std::istringstream lines{std::string(text)};
    std::string line;
    int number = 0, comparisons = 0;
    while (std::getline(lines, line)) {
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos || line.front() == '#') continue;
        ++comparisons;
        if (const auto wrong = reader.take(columns_of(line, "\t,")))
            return base::fail(ErrorCode::config_invalid, fmt::format("line {} {}", number, *wrong));
    }
    if (comparisons == 0) return base::fail(ErrorCode::file_unreadable, "holds no comparison");
    return reader.finish();
}

base::Result<ScoreFile> read_scores(const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    auto scores = parse_scores(*text);
    if (!scores) return base::fail(scores.error().code, file.string() + ": " + scores.error().detail);
    return scores;
}

base::Result<void> write_scores(const std::filesystem::path& file, const ScoreFile& scores) {
    fmt::memory_buffer out;
    const auto& subjects = scores.scores.subjects;
    if (scores.folds.empty()) put(out, scores.scores, subjects, {});
    for (std::size_t i = 0; i < scores.folds.size(); ++i)
        put(out, scores.folds[i], subjects, fmt::format("\t{}", i + 1));
    return base::replace_file(file, {out.data(), out.size()});
}

}  // namespace uketsuke::tools::eval
