// SPDX-License-Identifier: Apache-2.0
#include "number_b.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "firmware/domain/era.hpp"

namespace uketsuke::drivers::surface {
namespace {

constexpr int kCardYears = 10, kMinorYears = 5;
constexpr int kOldest = 120;
// Majority was 20 until March 2022; cards handed out to minors before then are good until March 2027.
constexpr int kAdult = 18, kAdultBefore = 20;
constexpr base::Date kLastOldMinorCard{2027, 3, 31};

/// Takes symbols from the left of a line.
class Line {
public:
    explicit Line(const Symbols& symbols) : symbols_(symbols) {}

    bool take(Symbol symbol) {
        if (at_ == symbols_.size() || symbols_[at_] != symbol) return false;
        ++at_;
        return true;
    }
    /// A number of `least` to `most` digits without a leading zero; −1 when there is none.
    int take_number(int least, int most) {
        int value = 0, count = 0;
        while (count < most && at_ < symbols_.size() && is_digit(symbols_[at_])) {
            value = value * 10 + symbols_[at_++];
            if (++count == 1 && value == 0) return -1;
        }
        return count >= least ? value : -1;
    }
    std::optional<domain::Era> take_era() {
        static constexpr std::array<std::pair<Symbol, Symbol>, 5> kNames{
            {{kMei, kJi}, {kTai, kShou}, {kShow, kWa}, {kHei, kSei}, {kRei, kWa}}};
        for (std::size_t i = 0; i < kNames.size(); ++i)
            if (take(kNames[i].first))
                return take(kNames[i].second) ? std::optional(static_cast<domain::Era>(i)) : std::nullopt;
        return std::nullopt;
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

struct Birth {
    base::Date day;
    bool era;  ///< printed with the era
};

enum class Seen { nothing, unlikely, good };

/// `birth` is set when the line is whole.
Seen read_birth(const Symbols& symbols, base::Date today, Birth& birth) {
    Line line(symbols);
    const auto era = line.take_era();
    const int year = !era ? line.take_number(4, 4) : line.take(kFirstYear) ? 1 : line.take_number(1, 2);
    const auto printed = take_month_and_day(line, year);
    if (!printed || !line.take(kBorn)) return Seen::nothing;
    const auto day = era ? western(*era, *printed, today) : printed;
    if (!day || !day->valid() || *day > today || day->year < today.year - kOldest) return Seen::unlikely;
    birth = {*day, era.has_value()};
    return Seen::good;
}

Seen read_expiry(const Symbols& symbols, base::Date today, base::Date& expiry) {
    Line line(symbols);
    const auto day = take_month_and_day(line, line.take_number(4, 4));
    if (!day) return Seen::nothing;
    expiry = *day;
    const base::Date earliest{today.year - 1, today.month, today.day}, latest{today.year + kCardYears, today.month, 31};
    return day->valid() && *day >= earliest && *day <= latest ? Seen::good : Seen::unlikely;
}

bool is_birthday(base::Date birth, base::Date day) {
    if (birth.month == 2 && birth.day == 29)
        return day == base::Date{day.year, 2, 28} || day == base::Date{day.year, 2, 29} ||
               day == base::Date{day.year, 3, 1};
    return day.month == birth.month && day.day == birth.day;
}

/// Whether a card of a Japanese citizen can end so: see the header.
bool ends_as_it_should(base::Date birth, base::Date expiry, base::Date today) {
    if (!is_birthday(birth, expiry)) return false;
    const int age = expiry.year - birth.year;
    const bool adult = age >= kAdult + kCardYears - 1;
    const int grown_up = expiry <= kLastOldMinorCard ? kAdultBefore : kAdult;
    const bool minor =
        age >= kMinorYears - 1 && age < grown_up + kMinorYears && expiry.year <= today.year + kMinorYears;
    return adult || minor;
}

bool is_code(const Symbols& symbols) {
    return symbols.size() == 4 && std::all_of(symbols.begin(), symbols.end(), is_digit);
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

Reading number_b(const PrintedLines& lines, base::Date today) {
    Birth birth{};
    base::Date expiry;
    const auto seen_birth = read_birth(lines.birth, today, birth),
               seen_expiry = read_expiry(lines.expiry, today, expiry);
    if (seen_birth == Seen::nothing || seen_expiry == Seen::nothing || !is_code(lines.security_code)) return {};
    if (seen_birth == Seen::unlikely || seen_expiry == Seen::unlikely ||
        (birth.era && !ends_as_it_should(birth.day, expiry, today)))
        return {Reading::Kind::implausible, {}};
    Reading reading{Reading::Kind::number, {}};
    push_number(reading.number, domain::era_date(birth.day)->year, 2);
    push_number(reading.number, birth.day.month, 2);
    push_number(reading.number, birth.day.day, 2);
    push_number(reading.number, expiry.year, 4);
    for (const auto digit : lines.security_code) push_number(reading.number, digit, 1);
    return reading;
}

}  // namespace uketsuke::drivers::surface
