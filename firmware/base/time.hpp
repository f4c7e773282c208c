// SPDX-License-Identifier: Apache-2.0
// Two kinds of time. Monotonic time measures how long; wall time says what date it is. Both come from ports::Clock
// only.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace uketsuke::base {

using Duration = std::chrono::milliseconds;
/// Milliseconds since the start of the program's monotonic clock.
using MonoTime = std::chrono::time_point<std::chrono::steady_clock, Duration>;
/// Seconds since 1970 UTC.
using WallTime = std::chrono::sys_seconds;

/// A calendar date in Japan (UTC+9, no summer time).
struct Date {
    int year = 0;
    int month = 0;
    int day = 0;

    auto operator<=>(const Date&) const = default;
    /// False for 31 April and the like.
    [[nodiscard]] bool valid() const;
};

/// The date in Japan at an instant.
Date date_in_japan(WallTime time);
/// "20260105" → date; nullopt when it is not eight digits of a valid date.
std::optional<Date> parse_date(std::string_view yyyymmdd);
std::string to_yyyymmdd(Date date);
/// "20260105091500" in Japan's time, as the eligibility documents write it (domain facts §3.2).
std::string to_yyyymmddhhmmss(WallTime time);
/// "2026-01-05T09:15:00+09:00" ↔ instant (an offset of +09:00 or Z is read).
std::string to_iso8601(WallTime time);
std::optional<WallTime> parse_iso8601(std::string_view text);
/// The last day of the month that is `months` after the date's month.
Date end_of_month_after(Date date, int months);

}  // namespace uketsuke::base
