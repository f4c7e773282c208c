// SPDX-License-Identifier: Apache-2.0
#include "printed_number.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "firmware/domain/era.hpp"
#include "firmware/domain/number_b.hpp"

namespace uketsuke::drivers::card_front {
namespace {

constexpr int kCardYears = 10, kMinorYears = 5;
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
    [[nodiscard]] bool ended() const { return at_ == symbols_.size(); }
    [[nodiscard]] bool goes_on_as_date() const { return !ended() && symbols_[at_] <= kDay; }
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

/// A month or a day, as far as the line goes: 1 at its end may be the beginning of 12.
struct Part {
    int digits = 0;      ///< 0: the line does not reach it
    bool whole = false;  ///< its name stands behind it

    [[nodiscard]] bool may_be(int value) const {
        return digits == 0 || digits == value || (!whole && digits == value / 10);
    }
};

struct PrintedDay {
    int year;
    Part month = {}, day = {};

    [[nodiscard]] bool may_be(base::Date date) const { return month.may_be(date.month) && day.may_be(date.day); }
};

/// 3月12日, as far as the line goes; nullopt when it goes on with something else.
std::optional<PrintedDay> take_month_and_day(Line& line, int year) {
    PrintedDay printed{year};
    for (const auto& [part, name] : {std::pair(&printed.month, kMonth), std::pair(&printed.day, kDay)}) {
        if (line.ended()) return printed;
        part->digits = line.take_number(1, 2);
        part->whole = line.take(name);
        if (part->digits < 1 || (!part->whole && !line.ended())) return std::nullopt;
    }
    return line.goes_on_as_date() ? std::nullopt : std::optional(printed);
}

struct PrintedBirth {
    PrintedDay day;  ///< of the era, or western
    std::optional<domain::Era> era;
};

std::optional<PrintedBirth> read_birth(const Symbols& symbols) {
    Line line(symbols);
    const auto era = line.take_era();
    const int year = !era ? line.take_number(4, 4) : line.take(kFirstYear) ? 1 : line.take_number(1, 2);
    if (year < 1 || !line.take(kYear)) return std::nullopt;
    const auto day = take_month_and_day(line, year);
    const bool whole = day && day->day.whole && line.take(kBorn);
    if (!day || !line.ended() || (!era && !whole)) return std::nullopt;  // only a citizen's other line says it too
    return PrintedBirth{*day, era};
}

std::optional<PrintedDay> read_expiry(const Symbols& symbols) {
    Line line(symbols);
    const int year = line.take_number(4, 4);
    return year < 1 || !line.take(kYear) ? std::nullopt : take_month_and_day(line, year);
}

/// Takes each day of a western year that a line may mean.
template <class Take>
void each_day(int year, const PrintedDay& printed, const Take& take) {
    for (base::Date day{year, 1, 1}; day.month <= 12; ++day.month)
        for (day.day = 1; day.day <= 31; ++day.day)
            if (day.valid() && printed.may_be(day)) take(day);
}

/// The same in the western calendar, where the line names an era: days of that era, of somebody who may be alive.
template <class Take>
void each_birth(const PrintedBirth& birth, base::Date today, const Take& take) {
    const int oldest = today.year - domain::kOldestHolder;
    const int first = birth.era ? oldest : std::max(birth.day.year, oldest);
    const int last = birth.era ? today.year : std::min(birth.day.year, today.year);
    for (int year = first; year <= last; ++year)
        each_day(year, birth.day, [&](base::Date day) {
            const auto of = domain::era_date(day);
            const bool named = !birth.era || (of && of->era == *birth.era && of->year == birth.day.year);
            if (named && day <= today) take(day);
        });
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

/// Whether the card of somebody who was born on a day can end as the line says.
bool may_end(base::Date birth, bool citizen, const PrintedDay& expiry, base::Date today) {
    const base::Date earliest{today.year - 1, today.month, today.day}, latest{today.year + kCardYears, today.month, 31};
    bool may = false;
    each_day(expiry.year, expiry, [&](base::Date last) {
        may = may || (last >= earliest && last <= latest && (!citizen || ends_as_it_should(birth, last, today)));
    });
    return may;
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

Reading number_b(const PrintedLines& lines, base::Date today) {
    const auto birth = read_birth(lines.birth);
    const auto expiry = read_expiry(lines.expiry);
    if (!birth || !expiry || !is_code(lines.security_code)) return {};
    base::Date day;
    int days = 0;
    each_birth(*birth, today, [&](base::Date one) {
        if (!may_end(one, birth->era.has_value(), *expiry, today)) return;
        day = one;
        ++days;
    });
    if (days == 0) return {Reading::Kind::implausible, {}};
    const bool leap_day = day.month == 2 && day.day == 29;  // cards end on other days then: it must have been read
    if (days > 1 || (leap_day && !birth->day.day.whole)) return {};
    Reading reading{Reading::Kind::number, {}};
    push_number(reading.number, domain::era_date(day)->year, 2);
    push_number(reading.number, day.month, 2);
    push_number(reading.number, day.day, 2);
    push_number(reading.number, expiry->year, 4);
    for (const auto digit : lines.security_code) push_number(reading.number, digit, 1);
    return reading;
}

}  // namespace uketsuke::drivers::card_front
