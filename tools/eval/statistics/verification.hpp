// SPDX-License-Identifier: Apache-2.0
// All figures of one run of comparisons.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "accuracy.hpp"
#include "bootstrap.hpp"

namespace uketsuke::tools::eval {

/// The score of a comparison one side of which could not be enrolled: below every real one, so it never matches. Rates
/// are over the other comparisons; accuracy and paired differences count it as refused.
constexpr float kNotCompared = -1e9F;

struct Threshold {
    std::string name;
    double value = 0;
};

struct Verification {
    Scores scores;
    std::vector<Scores> folds;          ///< of the same scores; empty or at least two
    std::vector<Threshold> thresholds;  ///< the product's, the default one first; empty for scores of somebody else
    std::map<std::string, std::set<std::string>> groups;  ///< name → subjects
};

/// The figures of everybody or of one group.
struct Figures {
    std::string name;
    std::size_t subjects = 0;            ///< that were compared; 0 when they are not known
    std::uint64_t not_compared = 0;      ///< comparisons lost to failures to enrol
    std::vector<OperatingPoint> points;  ///< the product's thresholds, then those for FMR 1e-2 … 1e-5 on these scores
    double equal_error_rate = 0;
};

struct Analysis {
    std::optional<Accuracy> by_folds;
    /// The folds' mean; without folds the share of right decisions at the default threshold; nothing without either.
    std::optional<double> accuracy;
    Figures all;
    std::vector<Figures> groups;
};
Analysis analyse(const Verification& verification);

/// Without the comparisons that did not take place.
Scores compared(const Scores& scores);

/// FNMR with a recipe against FNMR with another, at each FMR of 1e-2 … 1e-5 that rests on three false matches or more.
std::vector<PairedDifference> differences(const Scores& before, const Scores& after);

}  // namespace uketsuke::tools::eval
