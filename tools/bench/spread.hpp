// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <numeric>
#include <vector>

namespace uketsuke::tools::bench {

using Stopwatch = std::chrono::steady_clock;
using Millis = std::chrono::duration<double, std::milli>;

inline double since(Stopwatch::time_point start) { return Millis(Stopwatch::now() - start).count(); }

/// Measured values of one thing.
struct Spread {
    std::vector<double> values;
    void add(double value) { values.push_back(value); }
    /// 0.5: median, 1: the worst.
    [[nodiscard]] double at(double part) const {
        if (values.empty()) return 0;
        auto sorted = values;
        std::sort(sorted.begin(), sorted.end());
        return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
    }
    [[nodiscard]] double mean() const {
        return values.empty() ? 0
                              : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    }
};

}  // namespace uketsuke::tools::bench
