// SPDX-License-Identifier: Apache-2.0
#include "time.hpp"

#include <fmt/format.h>

#include <charconv>

namespace uketsuke::base {
namespace {

using namespace std::chrono;
constexpr hours kJapan{9};

struct Civil {
    year_month_day date;
    hh_mm_ss<seconds> clock;
};

Civil civil_in_japan(WallTime time) {
    const auto local = time + kJapan;
    const auto day_start = floor<days>(local);
    return {year_month_day{day_start}, hh_mm_ss<seconds>{local - day_start}};
}

year_month_day to_chrono(Date date) {
    return year{date.year} / month{static_cast<unsigned>(date.month)} / day{static_cast<unsigned>(date.day)};
}

Date from_chrono(year_month_day date) {
    return {int{date.year()}, static_cast<int>(unsigned{date.month()}), static_cast<int>(unsigned{date.day()})};
}

std::optional<int> number_in(std::string_view text, std::size_t from, std::size_t length) {
    if (text.size() < from + length) return std::nullopt;
    int value = 0;
    const char* first = text.data() + from;
    const auto [end, error] = std::from_chars(first, first + length, value);
    if (error != std::errc{} || end != first + length || *first == '-') return std::nullopt;
    return value;
}

}  // namespace

bool Date::valid() const { return year >= 1800 && year <= 2999 && month > 0 && day > 0 && to_chrono(*this).ok(); }

Date date_in_japan(WallTime time) { return from_chrono(civil_in_japan(time).date); }

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 8) return std::nullopt;
    const auto year = number_in(text, 0, 4), month = number_in(text, 4, 2), day = number_in(text, 6, 2);
    if (!year || !month || !day) return std::nullopt;
    const Date date{*year, *month, *day};
    return date.valid() ? std::optional{date} : std::nullopt;
}

std::string to_yyyymmdd(Date date) { return fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day); }

std::string to_yyyymmddhhmmss(WallTime time) {
    const auto civil = civil_in_japan(time);
    return fmt::format("{}{:02}{:02}{:02}", to_yyyymmdd(from_chrono(civil.date)), civil.clock.hours().count(),
                       civil.clock.minutes().count(), civil.clock.seconds().count());
}

std::string to_iso8601(WallTime time) {
    const auto civil = civil_in_japan(time);
    const auto date = from_chrono(civil.date);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+09:00", date.year, date.month, date.day,
                       civil.clock.hours().count(), civil.clock.minutes().count(), civil.clock.seconds().count());
}

std::optional<WallTime> parse_iso8601(std::string_view text) {
    const auto year = number_in(text, 0, 4), month = number_in(text, 5, 2), day = number_in(text, 8, 2);
    const auto hour = number_in(text, 11, 2), minute = number_in(text, 14, 2), second = number_in(text, 17, 2);
    if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
    const auto zone = text.substr(19);
    const Date date{*year, *month, *day};
    if (!date.valid() || *hour > 23 || *minute > 59 || *second > 59 || (zone != "+09:00" && zone != "Z"))
        return std::nullopt;
    const WallTime local = sys_days{to_chrono(date)} + hours{*hour} + minutes{*minute} + seconds{*second};
    return zone == "Z" ? local : local - kJapan;
}

Date end_of_month_after(Date date, int months_later) {
    const auto month_of = year{date.year} / month{static_cast<unsigned>(date.month)} + months{months_later};
    return from_chrono(year_month_day{month_of / last});
}

}  // namespace uketsuke::base
