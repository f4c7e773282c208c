// SPDX-License-Identifier: Apache-2.0
#include "guidance.hpp"

#include <array>

namespace uketsuke::domain {
namespace {

using namespace std::string_view_literals;

constexpr std::array kSituationNames{"service_down"sv,      "maintenance"sv,    "service_refused"sv,
                                     "certificate_ended"sv, "not_registered"sv, "no_eligibility"sv,
                                     "not_valid"sv,         "several"sv,        "identity_failed"sv,
                                     "reader_down"sv,       "undelivered"sv};
static_assert(kSituationNames.size() == kSituations);
constexpr std::array kFallbackNames{"paper_card"sv, "certificate"sv, "card_and_notice"sv, "card_and_portal"sv,
                                    "written_statement"sv};

}  // namespace

std::vector<Fallback> guidance(const GuidanceTable& table, Situation situation, base::Date today) {
    std::vector<Fallback> shown;
    for (const auto& row : table)
        if ((row.when & bit_of(situation)) != 0 && row.from <= today && today <= row.until)
            shown.push_back(row.fallback);
    return shown;
}

std::string_view name_of(Situation situation) { return kSituationNames.at(static_cast<std::size_t>(situation)); }
std::string_view name_of(Fallback fallback) { return kFallbackNames.at(static_cast<std::size_t>(fallback)); }

}  // namespace uketsuke::domain
