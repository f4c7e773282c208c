// SPDX-License-Identifier: Apache-2.0
#include "dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "languages.hpp"

namespace uketsuke::ui {
namespace {

using Months = std::array<std::string_view, 12>;

/// "{y}", "{m}" and "{d}" are filled in, and "{era}" with the year of the era.
struct DateRow {
    std::string_view code;
    std::string_view sentence;
    std::string_view list;
    Months months{};  ///< empty: their numbers
    std::string_view digits = "0123456789";
};

constexpr std::string_view kKanji = "{y}年{m}月{d}日";
constexpr Months kEnglish{"January", "February", "March",     "April",   "May",      "June",
                          "July",    "August",   "September", "October", "November", "December"};
constexpr Months kPortuguese{"jan.", "fev.", "mar.", "abr.", "maio", "jun.",
                             "jul.", "ago.", "set.", "out.", "nov.", "dez."};
constexpr Months kSpanish{"ene.", "feb.", "mar.",  "abr.", "may.", "jun.",
                          "jul.", "ago.", "sept.", "oct.", "nov.", "dic."};
constexpr Months kFilipino{"Enero", "Pebrero", "Marso",     "Abril",   "Mayo",      "Hunyo",
                           "Hulyo", "Agosto",  "Setyembre", "Oktubre", "Nobyembre", "Disyembre"};
constexpr Months kNepali{"जनवरी", "फेब्रुअरी", "मार्च",   "अप्रिल",  "मे",      "जुन",
                         "जुलाई",  "अगस्ट",   "सेप्टेम्बर", "अक्टोबर", "नोभेम्बर", "डिसेम्बर"};
constexpr Months kBurmese{"ဇန်နဝါရီ", "ဖေဖော်ဝါရီ", "မတ်",     "ဧပြီ",     "မေ",    "ဇွန်",
                          "ဇူလိုင်",    "ဩဂုတ်",      "စက်တင်ဘာ", "အောက်တိုဘာ", "နိုဝင်ဘာ", "ဒီဇင်ဘာ"};

/// The era only in Japanese: papers of the insurance count in it, the card itself in years. Easy Japanese, for those
/// who learn the language, has the year that everybody knows.
constexpr std::array kDates{
    DateRow{"ja", "{era}（{y}年）|{m}月{d}日", "{era}{m}月{d}日"},
    DateRow{"en", "{d} {m} {y}", "{d} {m} {y}", kEnglish},
    DateRow{"ja-x-easy", kKanji, kKanji},
    DateRow{"zh-Hans", kKanji, kKanji},
    DateRow{"zh-Hant", kKanji, kKanji},
    DateRow{"ko", "{y}년 {m}월 {d}일", "{y}년 {m}월 {d}일"},
    DateRow{"vi", "{d} tháng {m} năm {y}", "{d} tháng {m} năm {y}"},
    DateRow{"pt-BR", "{d} de {m} de {y}", "{d} de {m} de {y}", kPortuguese},
    DateRow{"es", "{d} de {m} de {y}", "{d} de {m} de {y}", kSpanish},
    DateRow{"fil", "{m} {d}, {y}", "{m} {d}, {y}", kFilipino},
    DateRow{"ne", "{y} {m} {d}", "{y} {m} {d}", kNepali, "०१२३४५६७८९"},
    DateRow{"my", "{y} {m} {d}", "{y} {m} {d}", kBurmese, "၀၁၂၃၄၅၆၇၈၉"},
};
static_assert(std::ranges::equal(kDates, kLanguages, {}, &DateRow::code, &LanguageRow::code),
              "ui/locale: a line of the table of languages has no way to write a date");

struct Era {
    std::string_view name;
    base::Date begins;
};
/// By the cabinet orders that name them; the latest first. Nothing on a screen is older.
constexpr std::array kEras{Era{"令和", {2019, 5, 1}}, Era{"平成", {1989, 1, 8}}};

const DateRow& row_of(std::string_view language) {
    const auto row = std::ranges::find(kDates, language, &DateRow::code);
    if (row == kDates.end()) throw std::out_of_range(fmt::format("no dates in {}", language));
    return *row;
}

std::string in_numerals(std::string_view number, std::string_view numerals) {
    const auto size = numerals.size() / 10;
    std::string text;
    for (const char digit : number)
        text += digit < '0' || digit > '9' ? std::string_view(&digit, 1) : numerals.substr(size * (digit - '0'), size);
    return text;
}

/// "令和9年", "令和元年"; before the eras of the table the year.
std::string year_of_era(base::Date date) {
    const auto era = std::ranges::find_if(kEras, [&](const Era& one) { return one.begins <= date; });
    if (era == kEras.end()) return fmt::format("{}年", date.year);
    const int year = date.year - era->begins.year + 1;
    return year == 1 ? fmt::format("{}元年", era->name) : fmt::format("{}{}年", era->name, year);
}

std::string filled(std::string_view pattern, base::Date date, const DateRow& row) {
    const auto number = [&](int n) { return in_numerals(std::to_string(n), row.digits); };
    const auto& month = row.months.at(static_cast<std::size_t>(date.month - 1));
    auto text = fill(std::string(pattern), "{era}", year_of_era(date));
    text = fill(std::move(text), "{y}", number(date.year));
    text = fill(std::move(text), "{m}", month.empty() ? number(date.month) : std::string(month));
    return fill(std::move(text), "{d}", number(date.day));
}

}  // namespace

std::string written(base::Date date, std::string_view language) {
    const auto& row = row_of(language);
    return filled(row.sentence, date, row);
}

std::string listed(base::Date date, std::string_view language) {
    const auto& row = row_of(language);
    return filled(row.list, date, row);
}

std::string in_digits(base::Date date, std::string_view language) {
    return in_numerals(fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day), row_of(language).digits);
}

}  // namespace uketsuke::ui
