// SPDX-License-Identifier: Apache-2.0
#include "day_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace uketsuke::reception {
namespace {

std::uint64_t as_number(base::Date day) {
    return static_cast<std::uint64_t>(day.year) * 10000 + static_cast<std::uint64_t>(day.month) * 100 +
           static_cast<std::uint64_t>(day.day);
}

}  // namespace

base::Result<DayNumbers::Pattern> DayNumbers::pattern_of(std::string_view first) {
    if (first.empty()) return Pattern{};
    const auto open = first.find('{');
    Pattern pattern{std::string(first.substr(0, open)), 0, 0};
    if (open != std::string_view::npos && first.back() == '}') {
        const auto digits = first.substr(open + 1, first.size() - open - 2);
        const auto* end = digits.data() + digits.size();
        if (std::from_chars(digits.data(), end, pattern.first).ptr == end) pattern.width = digits.size();
    }
    if (pattern.width == 0) return base::fail(base::ErrorCode::config_invalid, "no digits in braces at its end");
    return pattern;
}

base::Result<std::unique_ptr<DayNumbers>> DayNumbers::create(std::string_view first, KnownAs known_as,
                                                             ports::CounterStore& counters, const ports::Clock& clock) {
    auto pattern = pattern_of(first);
    if (!pattern) return base::fail(pattern.error());
    return std::unique_ptr<DayNumbers>(new DayNumbers(std::move(*pattern), std::move(known_as), counters, clock));
}

base::Result<std::uint64_t> DayNumbers::next(std::uint64_t today) {
    const auto day = counters_.read(kNumberDay), given = counters_.read(kNumbersGiven),
               most = counters_.read(kMostNumbers);
    for (const auto* read : {&day, &given, &most})
        if (!*read) return base::fail(read->error());
    // A day that lies before the last one: what was given on it is no longer known.
    const auto before = today > *day ? 0 : today == *day ? *given : *most;
    const std::array counts{ports::CounterStore::Count{kNumberDay, std::max(today, *day)},
                            ports::CounterStore::Count{kNumbersGiven, before + 1},
                            ports::CounterStore::Count{kMostNumbers, std::max(*most, before + 1)}};
    if (auto kept = counters_.write_all(counts); !kept) return base::fail(kept.error());
    return before + 1;
}

base::Result<std::string> DayNumbers::number_for(std::string_view person) {
    if (pattern_.width == 0) return std::string();
    const auto today = as_number(base::date_in_japan(clock_.wall()));
    if (std::exchange(day_, today) != today) given_.clear();
    auto& number = given_[known_as_(person)];
    if (!number.empty()) return number;
    const auto count = next(today);
    if (!count) return base::fail(count.error());
    number = fmt::format("{}{:0{}}", pattern_.before, pattern_.first + *count - 1, pattern_.width);
    return number;
}

}  // namespace uketsuke::reception
