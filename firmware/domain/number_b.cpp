// SPDX-License-Identifier: Apache-2.0
#include "number_b.hpp"

#include <algorithm>

namespace uketsuke::domain {
namespace {

int number_at(base::ByteView digits, std::size_t from, std::size_t count) {
    int number = 0;
    for (std::size_t i = from; i < from + count; ++i) number = 10 * number + (digits[i] - '0');
    return number;
}

}  // namespace

bool plausible_number_b(base::ByteView digits, base::Date today) {
    const auto is_digit = [](std::uint8_t byte) { return byte >= '0' && byte <= '9'; };
    if (digits.size() != kSurfaceNumberDigits || !std::all_of(digits.begin(), digits.end(), is_digit)) return false;
    // The era is not among the digits: 2000 stands for any year, and has a 29 February.
    const base::Date birth{2000, number_at(digits, 2, 2), number_at(digits, 4, 2)};
    const int expires = number_at(digits, 6, 4);
    return number_at(digits, 0, 2) >= 1 && birth.valid() && expires >= today.year && expires <= today.year + 10;
}

}  // namespace uketsuke::domain
