// SPDX-License-Identifier: Apache-2.0
#include "holder.hpp"

#include <algorithm>
#include <string_view>

#include "era.hpp"

namespace uketsuke::domain {
namespace {

bool known(std::string_view part) { return part.find_first_not_of('0') != std::string_view::npos; }

bool same_part(std::string_view one, std::string_view other) { return !known(one) || !known(other) || one == other; }

bool same_birth(std::string_view holder, std::string_view told) {
    return same_part(holder.substr(0, 4), told.substr(0, 4)) && same_part(holder.substr(4, 2), told.substr(4, 2)) &&
           same_part(holder.substr(6, 2), told.substr(6, 2));
}

bool same_sex(char holder, int told) {
    const bool both_tell = (holder == '1' || holder == '2') && (told == 1 || told == 2);
    return !both_tell || holder - '0' == told;
}

/// The year is that of the era; on a foreign resident's card, whose printed year is western, perhaps that (card facts
/// A5).
bool fits_number_b(const std::array<char, 6>& birth_in_b, base::Date birth) {
    const std::string_view digits(birth_in_b.data(), birth_in_b.size());
    if (birth_in_b == std::array<char, 6>{} || !birth.valid()) return true;
    return digits == era_yymmdd(birth) || digits == base::to_yyyymmdd(birth).substr(2);
}

}  // namespace

std::array<char, 6> birth_in(base::ByteView number_b) {
    std::array<char, 6> digits{};
    if (number_b.size() == kNumberBDigits) std::copy_n(number_b.begin(), digits.size(), digits.begin());
    return digits;
}

bool may_be(const HolderProof& holder, base::Date birth, int sex) {
    auto told = base::to_yyyymmdd(birth);
    const bool may = same_birth({holder.birth.data(), holder.birth.size()}, told) && same_sex(holder.sex, sex) &&
                     fits_number_b(holder.birth_in_b, birth);
    base::wipe(told.data(), told.size());
    return may;
}

}  // namespace uketsuke::domain
