// SPDX-License-Identifier: Apache-2.0
#include "number_b.hpp"

#include <algorithm>
#include <optional>

namespace uketsuke::drivers::surface {
namespace {

constexpr int kCardYears = 10;

/// Takes symbols from the left of a line.
class Line {
public:
    explicit Line(const Symbols& symbols) : symbols_(symbols) {}

    bool take(int symbol) {
        if (at_ == symbols_.size() || symbols_[at_] != symbol) return false;
        ++at_;
        return true;
    }
    /// A number of `least` to `most` digits without a leading zero; −1 when there is none.
    int take_number(int least, int most) {
        int value = 0, count = 0;
        while (count < most && at_ < symbols_.size() && symbols_[at_] <= 9) {
            value = value * 10 + symbols_[at_++];
            if (++count == 1 && value == 0) return -1;
        }
        return count >= least ? value : -1;
    }
    std::optional<domain::Era> take_era() {
        if (at_ == symbols_.size() || symbols_[at_] < kEra) return std::nullopt;
        return static_cast<domain::Era>(symbols_[at_++] - kEra);
    }

private:
    const Symbols& symbols_;
    std::size_t at_ = 0;
};

/// 年 3 月 12 日, the year being read already.
std::optional<base::Date> take_month_and_day(Line& line, int year) {
    if (year < 1 || !line.take(kYear)) return std::nullopt;
    const int month = line.take_number(1, 2);
    if (!line.take(kMonth)) return std::nullopt;
    const int day = line.take_number(1, 2);
    if (!line.take(kDay) || month < 1 || day < 1) return std::nullopt;
    return base::Date{year, month, day};
}

/// The day in the western calendar, when the era had such a day.
std::optional<base::Date> western(domain::Era era, base::Date printed, base::Date today) {
    for (base::Date day{1868, printed.month, printed.day}; day.year <= today.year; ++day.year) {
        const auto of = domain::era_date(day);
        if (day.valid() && of && of->era == era && of->year == printed.year) return day;
    }
    return std::nullopt;
}

std::optional<base::Date> birth_of(const Symbols& symbols, base::Date today) {
    Line line(symbols);
    const auto era = line.take_era();
    if (!era) return std::nullopt;
    const int year = line.take(kFirstYear) ? 1 : line.take_number(1, 2);
    const auto printed = take_month_and_day(line, year);
    if (!printed || !line.take(kBorn)) return std::nullopt;
    const auto day = western(*era, *printed, today);
    return day && *day <= today ? day : std::nullopt;
}

std::optional<base::Date> expiry_of(const Symbols& symbols, base::Date today) {
    Line line(symbols);
    const auto day = take_month_and_day(line, line.take_number(4, 4));
    if (!day || !day->valid() || day->year < today.year || day->year > today.year + kCardYears) return std::nullopt;
    return day;
}

bool is_code(const Symbols& symbols) {
    return symbols.size() == 4 && std::all_of(symbols.begin(), symbols.end(), [](int symbol) { return symbol <= 9; });
}

void push_number(base::Secret& into, int value, int digits) {
    int unit = 1;
    while (--digits > 0) unit *= 10;
    for (; unit > 0; unit /= 10) into.push(static_cast<std::uint8_t>('0' + value / unit % 10));
}

}  // namespace

PrintedLines::~PrintedLines() {
    for (auto* line : {&birth, &expiry, &security_code}) base::wipe(line->data(), line->size() * sizeof(Symbol));
}

base::Result<base::Secret> number_b(const PrintedLines& lines, base::Date today) {
    const auto refuse = [](const char* why) { return base::fail(base::ErrorCode::surface_unreadable, why); };
    const auto birth = birth_of(lines.birth, today);
    if (!birth) return refuse("birth line unreadable or unlikely");
    const auto expiry = expiry_of(lines.expiry, today);
    if (!expiry) return refuse("expiry line unreadable or unlikely");
    if (!is_code(lines.security_code)) return refuse("security code unreadable");
    base::Secret number;
    push_number(number, domain::era_date(*birth)->year, 2);
    push_number(number, birth->month, 2);
    push_number(number, birth->day, 2);
    push_number(number, expiry->year, 4);
    for (const auto digit : lines.security_code) push_number(number, digit, 1);
    return number;
}

}  // namespace uketsuke::drivers::surface
