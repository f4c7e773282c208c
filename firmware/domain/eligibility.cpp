// SPDX-License-Identifier: Apache-2.0
#include "eligibility.hpp"

#include <array>

namespace uketsuke::domain {

std::string_view name_of(Remark remark) {
    using namespace std::string_view_literals;
    constexpr std::array kNames{"certificate_ends_soon"sv, "public_assistance"sv,     "turning_70"sv,
                                "ratio_to_check"sv,        "unreadable_characters"sv, "special_care_expense"sv};
    static_assert(kNames.size() == kRemarks);
    return kNames.at(static_cast<std::size_t>(remark));
}

}  // namespace uketsuke::domain
