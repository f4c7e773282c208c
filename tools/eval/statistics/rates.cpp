// SPDX-License-Identifier: Apache-2.0
#include "rates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace uketsuke::tools::eval {
namespace {

constexpr double kEverything = -std::numeric_limits<double>::infinity();

std::vector<float> sorted_scores(const std::vector<Comparison>& comparisons) {
    std::vector<float> scores(comparisons.size());
    std::transform(comparisons.begin(), comparisons.end(), scores.begin(), [](const auto& one) { return one.score; });
    std::sort(scores.begin(), scores.end());
    return scores;
}

std::uint64_t count_below(const std::vector<float>& ascending, double threshold) {
    const auto below = [](float score, double limit) { return static_cast<double>(score) < limit; };
    return static_cast<std::uint64_t>(std::lower_bound(ascending.begin(), ascending.end(), threshold, below) -
                                      ascending.begin());
}

}  // namespace

Ranked::Ranked(const Scores& scores)
    : genuine_(sorted_scores(scores.genuine)), impostors_(sorted_scores(scores.impostors)) {}

Proportion Ranked::false_matches(double threshold) const {
    return {impostors_.size() - count_below(impostors_, threshold), impostors_.size()};
}

Proportion Ranked::false_non_matches(double threshold) const {
    return {count_below(genuine_, threshold), genuine_.size()};
}

double Ranked::threshold_above(std::uint64_t count) const {
    if (count >= impostors_.size()) return kEverything;
    const float next = impostors_[impostors_.size() - 1 - count];
    return std::nextafter(next, std::numeric_limits<float>::infinity());
}

double Ranked::threshold_for(double fmr) const {
    // 1e-3 of 1000 is one, though binary says 0.9999….
    return threshold_above(static_cast<std::uint64_t>(fmr * static_cast<double>(impostors_.size()) * (1 + 1e-12)));
}

std::vector<DetPoint> Ranked::det() const {
    std::vector<float> thresholds;
    std::merge(genuine_.begin(), genuine_.end(), impostors_.begin(), impostors_.end(), std::back_inserter(thresholds));
    thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
    if (!thresholds.empty())
        thresholds.push_back(std::nextafter(thresholds.back(), std::numeric_limits<float>::infinity()));
    std::vector<DetPoint> points;
    points.reserve(thresholds.size());
    std::size_t rejected = 0, refused = 0;  // impostors and genuine below the threshold
    for (const float threshold : thresholds) {
        while (rejected < impostors_.size() && impostors_[rejected] < threshold) ++rejected;
        while (refused < genuine_.size() && genuine_[refused] < threshold) ++refused;
        points.push_back({threshold, Proportion{impostors_.size() - rejected, impostors_.size()}.rate(),
                          Proportion{refused, genuine_.size()}.rate()});
    }
    return points;
}

double Ranked::equal_error_rate() const {
    if (genuine_.empty() || impostors_.empty()) return std::numeric_limits<double>::quiet_NaN();
    const auto points = det();
    const auto best = std::min_element(points.begin(), points.end(), [](const DetPoint& a, const DetPoint& b) {
        return std::abs(a.fmr - a.fnmr) < std::abs(b.fmr - b.fnmr);
    });
    return (best->fmr + best->fnmr) / 2;
}

}  // namespace uketsuke::tools::eval
