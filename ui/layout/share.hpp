// SPDX-License-Identifier: Apache-2.0
// How the boxes of a row share its width, and those of a column its height.
#pragma once

#include <vector>

namespace uketsuke::ui {

/// What one box wants along its row or column, mm.
struct Want {
    double least = 0;
    double natural = 0;  ///< where there is more than enough
    double most = 0;
    double grow = 0;  ///< weight
};

/// Everybody gets the least; then those that do not grow get what is natural for them, in order; what is left makes
/// the others grow at one level, in proportion to their weights, each up to its most. `same`: all are as long.
std::vector<double> share(std::vector<Want> wants, double room, bool same);

[[nodiscard]] double sum(const std::vector<double>& lengths);

}  // namespace uketsuke::ui
