// SPDX-License-Identifier: Apache-2.0
// Comparison scores and whose they are: all that the statistics know of faces. Thread-safe: plain data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace uketsuke::tools::eval {

/// Two samples compared; a higher score is a greater likeness. The people are indices into Scores::subjects.
struct Comparison {
    std::uint32_t first = 0, second = 0;
    float score = 0;
};

/// In the words of ISO/IEC 19795-1: a genuine (mated) comparison is of one person with themself, an impostor
/// (non-mated) comparison of two people. Without `subjects` each comparison stands for itself.
struct Scores {
    std::vector<std::string> subjects;
    std::vector<Comparison> genuine, impostors;

    [[nodiscard]] bool knows_subjects() const { return !subjects.empty(); }
};

/// Gives each name a number, in the order of their coming.
class SubjectIndex {
public:
    explicit SubjectIndex(Scores& scores) : scores_(scores) {}
    std::uint32_t operator()(std::string_view name);

private:
    Scores& scores_;
    std::unordered_map<std::string, std::uint32_t> known_;
};

/// The comparisons between people of whom `chosen` (one flag a subject) is true for both.
Scores among(const Scores& scores, const std::vector<bool>& chosen);

}  // namespace uketsuke::tools::eval
