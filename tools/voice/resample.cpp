// SPDX-License-Identifier: Apache-2.0
#include "resample.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace uketsuke::tools::voice {
namespace {

constexpr int kTaps = 16;  // zero crossings on each side

double window(double x) { return 0.5 + 0.5 * std::cos(std::numbers::pi * x); }
double sinc(double x) { return x == 0 ? 1 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x); }

/// A windowed sinc, looked up: computed for each sample, a pack would take minutes.
class Kernel {
public:
    /// `cutoff`: the share of the samples' band that may pass.
    explicit Kernel(double cutoff) : cutoff_(cutoff), table_(kTaps * kFine + 2) {
        for (int i = 0; i <= kTaps * kFine; ++i) {
            const double x = static_cast<double>(i) / kFine;
            table_[static_cast<std::size_t>(i)] = cutoff * sinc(x) * window(x / kTaps);
        }
    }
    /// The value between the samples.
    [[nodiscard]] double at(const std::vector<std::int16_t>& values, double place) const {
        const double reach = kTaps / cutoff_;
        const auto first = static_cast<long>(std::max(0.0, std::ceil(place - reach)));
        const auto last = std::min(static_cast<long>(values.size()) - 1, static_cast<long>(place + reach));
        double sum = 0;
        for (long i = first; i <= last; ++i)
            sum += values[static_cast<std::size_t>(i)] * weight(std::abs(static_cast<double>(i) - place));
        return sum;
    }

private:
    static constexpr int kFine = 512;
    [[nodiscard]] double weight(double off) const {
        const double place = off * cutoff_ * kFine;
        const auto below = static_cast<std::size_t>(place);
        const double share = place - static_cast<double>(below);
        return table_[below] * (1 - share) + table_[below + 1] * share;
    }
    double cutoff_;
    std::vector<double> table_;
};

}  // namespace

ui::Samples resampled(const ui::Samples& samples, int rate) {
    if (samples.rate == rate) return samples;
    const double step = static_cast<double>(samples.rate) / rate;
    const Kernel kernel(std::min(1.0, 1 / step));
    ui::Samples made{rate, {}};
    for (double at = 0; at < static_cast<double>(samples.values.size()); at += step)
        made.values.push_back(
            static_cast<std::int16_t>(std::lround(std::clamp(kernel.at(samples.values, at), -32767.0, 32767.0))));
    return made;
}

}  // namespace uketsuke::tools::voice
