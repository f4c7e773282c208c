// SPDX-License-Identifier: Apache-2.0
#include "era.hpp"

#include <fmt/format.h>

#include <array>

namespace uketsuke::domain {
namespace {

struct EraStart {
    Era era;
    base::Date first_day;
};
constexpr std::array kEras{
    EraStart{Era::reiwa, {2019, 5, 1}},   EraStart{Era::heisei, {1989, 1, 8}},  EraStart{Era::showa, {1926, 12, 25}},
    EraStart{Era::taisho, {1912, 7, 30}}, EraStart{Era::meiji, {1868, 10, 23}},
};

}  // namespace

std::optional<EraDate> era_date(base::Date date) {
    for (const auto& start : kEras)
        if (date >= start.first_day) return EraDate{start.era, date.year - start.first_day.year + 1};
    return std::nullopt;
}

std::string era_yymmdd(base::Date date) {
    const auto era = era_date(date);
    return fmt::format("{:02}{:02}{:02}", era ? era->year : date.year % 100, date.month, date.day);
}

}  // namespace uketsuke::domain
