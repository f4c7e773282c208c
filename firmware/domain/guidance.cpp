// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include "desk_guide.hpp"
#include "firmware/base/enumeration.hpp"

namespace uketsuke::domain {

static_assert(base::kCountOf<Situation> == kSituations && base::kCountOf<Fallback> == kFallbacks);

namespace {

bool counts_on(const GuidanceRow& row, base::Date today) { return row.from <= today && today <= row.until; }

}  // namespace

std::vector<Counted> guidance(const GuidanceTable& table, Situation situation, base::Date today) {
    std::vector<Counted> shown;
    for (const auto& row : table) {
        if ((row.when & bit_of(situation)) == 0 || !counts_on(row, today)) continue;
        const auto before = std::ranges::find(shown, row.fallback, &Counted::fallback);
        if (before == shown.end())
            shown.push_back({row.fallback, row.needs_lookup, row.age_from, row.age_to});
        else if (before->age_from == 0 && before->age_to == 0)
            before->age_from = row.age_from, before->age_to = row.age_to;
    }
    return shown;
}

bool counts(const std::vector<Counted>& shown, Fallback fallback) {
    return std::ranges::find(shown, fallback, &Counted::fallback) != shown.end();
}

std::vector<GuidanceRow> overdue(const GuidanceTable& table, base::Date today) {
    std::vector<GuidanceRow> rows;
    std::ranges::copy_if(table, std::back_inserter(rows), [&](const GuidanceRow& row) {
        return counts_on(row, today) && row.review && *row.review < today;
    });
    return rows;
}

std::string_view name_of(Situation situation) { return base::enumerator_name(situation); }
std::string_view name_of(Fallback fallback) { return base::enumerator_name(fallback); }

}  // namespace uketsuke::domain
