// SPDX-License-Identifier: Apache-2.0
// Error rates over thresholds, as ISO/IEC 19795-1 defines them. A comparison *matches* when its score is at least the
// threshold, as in the product. FMR = share of impostor comparisons that match; FNMR = share of genuine comparisons
// that do not. Both are over comparisons that took place: failures to enrol are counted apart.
#pragma once

#include <string>
#include <vector>

#include "proportion.hpp"
#include "scores.hpp"

namespace uketsuke::tools::eval {

/// One point of the detection error trade-off.
struct DetPoint {
    double threshold, fmr, fnmr;
};

/// Scores in order of size. Thread-safe after construction.
class Ranked {
public:
    explicit Ranked(const Scores& scores);

    [[nodiscard]] Proportion false_matches(double threshold) const;
    [[nodiscard]] Proportion false_non_matches(double threshold) const;
    /// The lowest threshold at which at most `count` impostors match: just above the score of the next one.
    [[nodiscard]] double threshold_above(std::uint64_t count) const;
    /// The lowest threshold with FMR <= fmr on these scores. When there are fewer than 1 / fmr impostors it lies just
    /// above the best of them, and the bound of that FMR tells how little that says.
    [[nodiscard]] double threshold_for(double fmr) const;
    /// Mean of FMR and FNMR at the threshold where they differ least; not a number when one kind is missing.
    [[nodiscard]] double equal_error_rate() const;
    /// From the lowest threshold to the highest, a point for each score at which something changes: FMR falls and FNMR
    /// rises all the way.
    [[nodiscard]] std::vector<DetPoint> det() const;

    [[nodiscard]] const std::vector<float>& genuine() const { return genuine_; }      ///< ascending
    [[nodiscard]] const std::vector<float>& impostors() const { return impostors_; }  ///< ascending

private:
    std::vector<float> genuine_, impostors_;
};

}  // namespace uketsuke::tools::eval
