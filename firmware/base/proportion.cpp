// SPDX-License-Identifier: Apache-2.0
#include "proportion.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace uketsuke::base {
namespace {

constexpr double kTail = 0.05;

/// Away from zero, as Lentz's method wants its factors.
double solid(double value) { return std::abs(value) < 1e-300 ? 1e-300 : value; }

/// The continued fraction of the incomplete beta function, by Lentz's method; converges fast for x < (a+1)/(a+b+2).
double beta_fraction(double x, double a, double b) {
    double above = 1, below = 1 / solid(1 - (a + b) * x / (a + 1)), value = below;
    const auto multiply = [&](double term) {
        below = 1 / solid(1 + term * below);
        above = solid(1 + term / above);
        value *= below * above;
        return std::abs(below * above - 1);
    };
    for (int m = 1; m < 100000; ++m) {
        multiply(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
        if (multiply(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))) < 1e-14) break;
    }
    return value;
}

/// I_x(a, b), the chance that a beta-distributed number is below x.
double incomplete_beta(double x, double a, double b) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    const double front =
        std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
    return x < (a + 1) / (a + b + 2) ? front * beta_fraction(x, a, b) / a : 1 - front * beta_fraction(1 - x, b, a) / b;
}

/// Where I_x(a, b) reaches `chance`.
double beta_quantile(double chance, double a, double b) {
    double low = 0, high = 1;
    for (int i = 0; i < 200 && high - low > 1e-16 * high; ++i) {
        const double middle = (low + high) / 2;
        (incomplete_beta(middle, a, b) < chance ? low : high) = middle;
    }
    return (low + high) / 2;
}

/// Of a rate seen in `trials`, which need not be whole.
double clopper_pearson_upper(double rate, double trials) {
    return beta_quantile(1 - kTail, rate * trials + 1, (1 - rate) * trials);
}

}  // namespace

double Proportion::rate() const {
    if (trials == 0) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(errors) / static_cast<double>(trials);
}

double upper95(const Proportion& seen) {
    if (seen.trials == 0 || seen.errors >= seen.trials) return 1;
    const auto trials = static_cast<double>(seen.trials);
    return seen.errors == 0 ? std::min(1.0, 3 / trials) : clopper_pearson_upper(seen.rate(), trials);
}

double upper95(const Proportion& seen, double variance) {
    if (seen.errors == 0 || seen.errors >= seen.trials || !(variance > 0)) return upper95(seen);
    const double rate = seen.rate();
    return clopper_pearson_upper(rate, std::min(static_cast<double>(seen.trials), rate * (1 - rate) / variance));
}

double lower95(const Proportion& seen) {
    if (seen.errors == 0 || seen.trials == 0) return 0;
    const auto errors = static_cast<double>(seen.errors), trials = static_cast<double>(seen.trials);
    return beta_quantile(kTail, errors, trials - errors + 1);
}

std::uint64_t trials_to_show(double limit) {
    // 3 / 1e-4 is 30000.000000000004 in binary: that is no reason to ask for one more.
    return static_cast<std::uint64_t>(std::ceil(3 / limit * (1 - 1e-12)));
}

std::uint64_t trials_to_show(double limit, double rate) {
    const auto shown = [&](std::uint64_t trials) {
        const auto errors = static_cast<std::uint64_t>(std::ceil(rate * static_cast<double>(trials)));
        return upper95({errors, trials}) <= limit;
    };
    std::uint64_t low = 0, high = trials_to_show(limit);
    while (!shown(high) && high < (std::uint64_t{1} << 40U)) {
        low = high;
        high *= 2;
    }
    while (high - low > 1) {
        const auto middle = low + (high - low) / 2;
        (shown(middle) ? high : low) = middle;
    }
    return high;
}

}  // namespace uketsuke::base
