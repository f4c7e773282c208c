// SPDX-License-Identifier: Apache-2.0
#include "number_b.hpp"

#include <algorithm>

#include "era.hpp"

namespace uketsuke::domain {
namespace {

int number_at(base::ByteView digits, std::size_t from, std::size_t count) {
    int number = 0;
    for (std::size_t i = from; i < from + count; ++i) number = 10 * number + (digits[i] - '0');
    return number;
}

/// Whether somebody who may be alive was born on such a day of some era; the era is not among the digits.
bool is_birth(int era_year, int month, int day, base::Date today) {
    for (base::Date birth{today.year - kOldestHolder, month, day}; birth.year <= today.year; ++birth.year) {
        const auto of = birth.valid() && birth <= today ? era_date(birth) : std::nullopt;
        if (of && of->year == era_year) return true;
    }
    return false;
}

}  // namespace

bool plausible_number_b(base::ByteView digits, std::size_t wanted, base::Date today) {
    const auto is_digit = [](std::uint8_t byte) { return byte >= '0' && byte <= '9'; };
    if (digits.empty() || digits.size() != wanted || !std::all_of(digits.begin(), digits.end(), is_digit)) return false;
    if (wanted != kNumberBDigits) return true;
    const int expires = number_at(digits, 6, 4);
    return expires >= today.year && expires <= today.year + 10 &&
           is_birth(number_at(digits, 0, 2), number_at(digits, 2, 2), number_at(digits, 4, 2), today);
}

}  // namespace uketsuke::domain
