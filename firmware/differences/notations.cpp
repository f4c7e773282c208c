// SPDX-License-Identifier: Apache-2.0
#include "notations.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "firmware/domain/era.hpp"

namespace uketsuke::differences {
namespace {

using View = std::u32string_view;

bool is_digit(char32_t letter) { return letter >= U'0' && letter <= U'9'; }
View view_of(const Letters& text) { return {text.data(), text.size()}; }
void replace(Letters& text, View by) { text.assign(by.begin(), by.end()); }

void append_number(Letters& text, int number) {
    for (const char digit : std::to_string(number)) text.push_back(static_cast<char32_t>(digit));
}

/// Value of a kanji digit; -1: none.
int kanji_digit(char32_t letter) {
    constexpr View kDigits = U"〇一二三四五六七八九";
    const auto at = kDigits.find(letter);
    return at == View::npos ? -1 : static_cast<int>(at);
}

/// Takes "十二", "二十", "百五" or "一二" off; 0: no number stands there.
int take_kanji_number(View& text) {
    constexpr std::size_t kMost = 6;
    int sum = 0, digits = 0;
    for (std::size_t taken = 0; taken < kMost && !text.empty(); ++taken, text.remove_prefix(1)) {
        const int unit = text.front() == U'十' ? 10 : text.front() == U'百' ? 100 : 0;
        const int digit = kanji_digit(text.front());
        if (unit == 0 && digit < 0) break;
        if (unit > 0) sum += unit * std::max(std::exchange(digits, 0), 1);
        if (digit >= 0) digits = digits * 10 + digit;
    }
    return sum + digits;
}

/// Words between or behind the numbers of a house, the longer first.
constexpr std::array<View, 15> kBetween{U"丁目", U"番地の", U"番地", U"番", U"号", U"の", U"ノ", U"-",
                                        U"‐",    U"‑",      U"–",    U"—",  U"―",  U"−",  U"ー"};
/// Those before which kanji are a number.
constexpr std::array<View, 3> kCounted{U"丁目", U"番", U"号"};

template <std::size_t n>
std::size_t starting(View text, const std::array<View, n>& words) {
    const auto found = std::ranges::find_if(words, [&](View word) { return text.starts_with(word); });
    return found == words.end() ? 0 : found->size();
}

Letters with_digits(View text) {
    Letters changed;
    while (!text.empty()) {
        auto rest = text;
        const int number = take_kanji_number(rest);
        if (number > 0 && starting(rest, kCounted) > 0) {
            append_number(changed, number);
            text = rest;
        } else {
            changed.push_back(text.front());
            text.remove_prefix(1);
        }
    }
    return changed;
}

struct DayParts {
    int year = 0, month = 0, day = 0;
};

/// Three numbers with anything between that is no digit, or all their digits together.
std::optional<DayParts> numbers_of(View text) {
    std::vector<int> numbers;
    std::size_t digits = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_digit(text[at])) continue;
        if (at == 0 || !is_digit(text[at - 1])) numbers.push_back(0);
        if (++digits > 8) return std::nullopt;
        numbers.back() = numbers.back() * 10 + static_cast<int>(text[at] - U'0');
    }
    if (numbers.size() == 1 && (digits == 8 || digits == 6))  // six: of an era, whose name stands before them
        return DayParts{numbers[0] / 10000, numbers[0] / 100 % 100, numbers[0] % 100};
    if (numbers.size() != 3) return std::nullopt;
    return DayParts{numbers[0], numbers[1], numbers[2]};
}

struct EraName {
    View name;
    domain::Era era;
    int first_year;
};
constexpr std::array kEraNames{EraName{U"明治", domain::Era::meiji, 1868},  EraName{U"M", domain::Era::meiji, 1868},
                               EraName{U"大正", domain::Era::taisho, 1912}, EraName{U"T", domain::Era::taisho, 1912},
                               EraName{U"昭和", domain::Era::showa, 1926},  EraName{U"S", domain::Era::showa, 1926},
                               EraName{U"平成", domain::Era::heisei, 1989}, EraName{U"H", domain::Era::heisei, 1989},
                               EraName{U"令和", domain::Era::reiwa, 2019},  EraName{U"R", domain::Era::reiwa, 2019}};

/// nullopt: that era had no such day.
std::optional<DayParts> in_the_west(DayParts parts, const EraName& era) {
    const int year = era.first_year + parts.year - 1;
    const auto told = domain::era_date({year, parts.month, parts.day});
    if (!told || told->era != era.era || told->year != parts.year) return std::nullopt;
    return DayParts{year, parts.month, parts.day};
}

std::optional<DayParts> day_of(View text) {
    const auto era = std::ranges::find_if(kEraNames, [&](const EraName& one) { return text.starts_with(one.name); });
    if (era == kEraNames.end()) {
        const auto parts = numbers_of(text);
        return parts && parts->year > 1000 ? parts : std::nullopt;
    }
    text.remove_prefix(era->name.size());
    Letters first_year;
    if (text.starts_with(U"元")) {
        first_year.assign(text.begin(), text.end());
        first_year.front() = U'1';
        text = view_of(first_year);
    }
    const auto parts = numbers_of(text);
    return parts ? in_the_west(*parts, *era) : std::nullopt;
}

struct Code {
    View written, code;
};
constexpr std::array kSexes{Code{U"男", U"1"}, Code{U"男性", U"1"}, Code{U"M", U"1"},
                            Code{U"女", U"2"}, Code{U"女性", U"2"}, Code{U"F", U"2"}};

}  // namespace

void fold_prefecture(Letters& text) {
    constexpr std::array<View, 4> kNamed{U"東京都", U"北海道", U"大阪府", U"京都府"};
    auto length = starting(view_of(text), kNamed);
    for (const std::size_t at : {2U, 3U})
        if (length == 0 && text.size() > at && text[at] == U'県') length = at + 1;
    text.erase(0, length);
}

void fold_house_numbers(Letters& text) {
    const auto numbered = with_digits(view_of(text));
    auto rest = view_of(numbered);
    Letters changed;
    while (!rest.empty()) {
        const auto word = !changed.empty() && is_digit(changed.back()) ? starting(rest, kBetween) : 0;
        if (word == 0) {
            changed.push_back(rest.front());
            rest.remove_prefix(1);
            continue;
        }
        rest.remove_prefix(word);
        while (const auto more = starting(rest, kBetween)) rest.remove_prefix(more);  // 番地−
        if (!rest.empty() && is_digit(rest.front())) changed.push_back(U'-');
    }
    text = std::move(changed);
}

void fold_zeros(Letters& text) {
    const auto first = view_of(text).find_first_not_of(U" 　0");
    text.erase(0, first == View::npos ? text.size() - std::min<std::size_t>(text.size(), 1) : first);
}

void fold_birth(Letters& text) {
    const auto parts = day_of(view_of(text));
    if (!parts) return;
    text.clear();
    append_number(text, parts->year * 10000 + parts->month * 100 + parts->day);
}

void fold_sex(Letters& text) {
    for (const auto& sex : kSexes)
        if (view_of(text) == sex.written) return replace(text, sex.code);
}

void fold_ratio(Letters& text) {
    auto number = view_of(text);
    const bool tenths = number.ends_with(U'割');
    if (tenths || number.ends_with(U'%')) number.remove_suffix(1);
    if (number.empty() || number.size() > 3 || !std::ranges::all_of(number, is_digit)) return;
    int value = 0;
    for (const auto digit : number) value = value * 10 + static_cast<int>(digit - U'0');
    const bool one_digit = number.size() == 1 && !view_of(text).ends_with(U'%');
    if (tenths || one_digit) value *= 10;
    Letters percent;
    for (const int unit : {100, 10, 1}) percent.push_back(U'0' + static_cast<char32_t>(value / unit % 10));
    text = std::move(percent);
}

}  // namespace uketsuke::differences
