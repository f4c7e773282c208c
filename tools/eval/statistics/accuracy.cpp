// SPDX-License-Identifier: Apache-2.0
#include "accuracy.hpp"

#include <cmath>
#include <limits>

#include "rates.hpp"

namespace uketsuke::tools::eval {
namespace {

double right_share(const Accuracy::Fold& fold) { return 1 - fold.wrong.rate(); }

Scores all_but(std::span<const Scores> folds, std::size_t left_out) {
    Scores rest;
    for (std::size_t i = 0; i < folds.size(); ++i) {
        if (i == left_out) continue;
        rest.genuine.insert(rest.genuine.end(), folds[i].genuine.begin(), folds[i].genuine.end());
        rest.impostors.insert(rest.impostors.end(), folds[i].impostors.begin(), folds[i].impostors.end());
    }
    return rest;
}

}  // namespace

double best_threshold(const Scores& scores) {
    const auto points = Ranked(scores).det();
    const auto genuine = static_cast<double>(scores.genuine.size());
    const auto impostors = static_cast<double>(scores.impostors.size());
    double fewest = std::numeric_limits<double>::infinity();
    std::vector<std::size_t> best;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double wrong =
            std::round((impostors > 0 ? points[i].fmr * impostors : 0) + (genuine > 0 ? points[i].fnmr * genuine : 0));
        if (wrong < fewest) best.clear();
        fewest = std::min(fewest, wrong);
        if (wrong == fewest) best.push_back(i);
    }
    if (best.empty()) return 0;
    const auto middle = best[best.size() / 2];
    return middle == 0 ? points[0].threshold : (points[middle - 1].threshold + points[middle].threshold) / 2;
}

Proportion wrong_at(const Scores& scores, double threshold) {
    const Ranked ranked(scores);
    const auto accepted = ranked.false_matches(threshold), refused = ranked.false_non_matches(threshold);
    return {accepted.errors + refused.errors, accepted.trials + refused.trials};
}

double Accuracy::mean() const {
    double sum = 0;
    for (const auto& fold : folds) sum += right_share(fold);
    return sum / static_cast<double>(folds.size());
}

double Accuracy::standard_error() const {
    const auto count = static_cast<double>(folds.size());
    if (folds.size() < 2) return std::numeric_limits<double>::quiet_NaN();
    double squares = 0;
    for (const auto& fold : folds) squares += std::pow(right_share(fold) - mean(), 2);
    return std::sqrt(squares / (count - 1) / count);
}

Proportion Accuracy::wrong() const {
    Proportion sum;
    for (const auto& fold : folds) {
        sum.errors += fold.wrong.errors;
        sum.trials += fold.wrong.trials;
    }
    return sum;
}

Accuracy accuracy_of(std::span<const Scores> folds) {
    Accuracy accuracy;
    for (std::size_t i = 0; i < folds.size(); ++i) {
        const double threshold = best_threshold(all_but(folds, i));
        accuracy.folds.push_back({threshold, wrong_at(folds[i], threshold)});
    }
    return accuracy;
}

}  // namespace uketsuke::tools::eval
