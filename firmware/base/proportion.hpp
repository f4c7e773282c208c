// SPDX-License-Identifier: Apache-2.0
// An error rate as what it is: errors out of trials, with bounds. Thread-safe: values and functions only.
#pragma once

#include <cstdint>

namespace uketsuke::base {

/// Errors among independent trials. Whether they are independent is the caller's word: comparisons that share people
/// are not.
struct Proportion {
    std::uint64_t errors = 0, trials = 0;

    /// errors / trials; not a number without trials.
    [[nodiscard]] double rate() const;
    bool operator==(const Proportion&) const = default;
};

/// Two one-sided 95 % bounds, after Clopper and Pearson (1934): the rate at which as few (as many) errors as these
/// would be seen in 5 % of all tests. Without errors the upper one is the rule of three, 3 / trials (ISO/IEC 19795-1,
/// B.1.1). Without trials nothing is known: 0 and 1.
double upper95(const Proportion& seen);
double lower95(const Proportion& seen);

/// The same for trials that are not independent: `variance` of the rate as it was found by resampling says how many
/// independent ones they are worth, never more than there are (Korn and Graubard, Survey Methodology 24, 1998).
double upper95(const Proportion& seen, double variance);

/// How many trials without any error show that a rate is at most `limit`: 3 / limit, rounded up.
std::uint64_t trials_to_show(double limit);
/// The same when errors come at `rate` (below `limit`): the fewest trials whose upper95 reaches down to the limit.
std::uint64_t trials_to_show(double limit, double rate);

}  // namespace uketsuke::base
