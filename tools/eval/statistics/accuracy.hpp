// SPDX-License-Identifier: Apache-2.0
// Accuracy as LFW asks for it (view 2): each fold is decided with a threshold that the other folds chose.
#pragma once

#include <span>
#include <vector>

#include "proportion.hpp"
#include "scores.hpp"

namespace uketsuke::tools::eval {

/// The threshold with the fewest wrong decisions: half-way between two scores, in the middle if several are as good.
double best_threshold(const Scores& scores);

/// Wrong decisions among all comparisons of a fold.
Proportion wrong_at(const Scores& scores, double threshold);

struct Accuracy {
    struct Fold {
        double threshold = 0;
        Proportion wrong;
    };
    std::vector<Fold> folds;

    /// Mean of the folds' shares of right decisions, and its standard error over folds (not a number for one).
    [[nodiscard]] double mean() const;
    [[nodiscard]] double standard_error() const;
    [[nodiscard]] Proportion wrong() const;  ///< all folds together
};
/// At least two folds.
Accuracy accuracy_of(std::span<const Scores> folds);

}  // namespace uketsuke::tools::eval
