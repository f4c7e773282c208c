// SPDX-License-Identifier: Apache-2.0
#include "desk_guide.hpp"
#include "firmware/base/enumeration.hpp"

namespace uketsuke::domain {

static_assert(base::kCountOf<Situation> == kSituations && base::kCountOf<Fallback> == kFallbacks);

std::vector<Fallback> guidance(const GuidanceTable& table, Situation situation, base::Date today) {
    std::vector<Fallback> shown;
    for (const auto& row : table)
        if ((row.when & bit_of(situation)) != 0 && row.from <= today && today <= row.until)
            shown.push_back(row.fallback);
    return shown;
}

std::string_view name_of(Situation situation) { return base::enumerator_name(situation); }
std::string_view name_of(Fallback fallback) { return base::enumerator_name(fallback); }

}  // namespace uketsuke::domain
