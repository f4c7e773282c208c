// SPDX-License-Identifier: Apache-2.0
#include "unsteady.hpp"

#include <cmath>
#include <cstdint>
#include <numbers>

namespace uketsuke::sim {
namespace {

constexpr base::Duration kBlink{300};
constexpr base::Duration kHeadStays{200};  ///< so long a reflection stays where it is

/// 0 … 1, of a number and always the same.
double spread(std::uint64_t number) {
    number = (number + 0x9E3779B97F4A7C15ULL) * 0xBF58476D1CE4E5B9ULL;
    number = (number ^ number >> 31) * 0x94D049BB133111EBULL;
    return static_cast<double>(number >> 11) / static_cast<double>(1ULL << 53);
}

}  // namespace

double Unsteady::shake(base::MonoTime now) const {
    const double seconds = static_cast<double>(now.time_since_epoch().count()) / 1000;
    return shake_degrees * std::sin(2 * std::numbers::pi * shake_hz * seconds);
}

double Unsteady::lids(base::MonoTime now) const {
    if (blinks_each <= kBlink) return 0;
    return now.time_since_epoch() % blinks_each < kBlink ? 1 : 0;
}

bool Unsteady::glares(base::MonoTime now) const {
    return spread(static_cast<std::uint64_t>(now.time_since_epoch() / kHeadStays)) < glare;
}

}  // namespace uketsuke::sim
