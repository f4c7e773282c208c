// SPDX-License-Identifier: Apache-2.0
#include "writing.hpp"

#include <algorithm>
#include <array>

#include "firmware/base/enumeration.hpp"
#include "firmware/base/utf8.hpp"
#include "firmware/domain/letters.hpp"
#include "letter_forms.hpp"
#include "notations.hpp"

namespace uketsuke::differences {
namespace {

using R = domain::WritingRule;
using F = domain::PersonField;
using View = std::u32string_view;

/// From U+FF66 on.
constexpr char32_t kFirstHalf = U'ｦ', kLastHalf = U'ﾝ';
constexpr View kOfHalf =
    U"ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
constexpr View kVoiced = U"カキクケコサシスセソタチツテトハヒフヘホ", kHalfVoiced = U"ハヒフヘホ";
constexpr View kSmall = U"ァィゥェォッャュョヮヵヶ", kOfSmall = U"アイウエオツヤユヨワカケ";
constexpr View kLongMarks = U"ー-‐‑–—―−ｰ－";

template <class Change>
void each(Letters& text, Change change) {
    for (auto& letter : text) letter = change(letter);
}

/// The letter with the sound mark behind it; 0: none such.
char32_t with_mark(char32_t kana, char32_t mark) {
    if ((mark == U'ﾞ' || mark == U'゙' || mark == U'゛') && kVoiced.find(kana) != View::npos) return kana + 1;
    if ((mark == U'ﾞ' || mark == U'゙' || mark == U'゛') && kana == U'ウ') return U'ヴ';
    if ((mark == U'ﾟ' || mark == U'゚' || mark == U'゜') && kHalfVoiced.find(kana) != View::npos) return kana + 2;
    return 0;
}

char32_t full_kana(char32_t letter) {
    return letter >= kFirstHalf && letter <= kLastHalf ? kOfHalf[letter - kFirstHalf] : letter;
}

char32_t narrow_capital(char32_t letter) {
    if (letter >= U'！' && letter <= U'～') letter -= U'！' - U'!';
    return letter >= U'a' && letter <= U'z' ? letter - (U'a' - U'A') : letter;
}

void fold_width(Letters& text) {
    Letters folded;
    for (const auto letter : text) {
        const auto joined = folded.empty() ? 0 : with_mark(folded.back(), letter);
        if (joined != 0)
            folded.back() = joined;
        else
            folded.push_back(narrow_capital(full_kana(letter)));
    }
    text = std::move(folded);
}

bool is_space(char32_t letter) { return letter == U' ' || letter == U'　' || letter == 0xA0; }
bool any_digit(char32_t letter) { return (letter >= U'0' && letter <= U'9') || (letter >= U'０' && letter <= U'９'); }

/// Two numbers with a blank between them stay two.
void fold_spaces(Letters& text) {
    Letters folded;
    bool apart = false;
    for (const auto letter : text) {
        if (!is_space(letter) && apart && any_digit(letter) && !folded.empty() && any_digit(folded.back()))
            folded.push_back(U'-');
        apart = is_space(letter);
        if (!apart) folded.push_back(letter);
    }
    text = std::move(folded);
}

void fold_selectors(Letters& text) {
    std::erase_if(text, [](char32_t letter) {
        return (letter >= 0xFE00 && letter <= 0xFE0F) || (letter >= 0xE0100 && letter <= 0xE01EF);
    });
}

void fold_kana(Letters& text) {
    each(text, [](char32_t letter) { return letter >= U'ぁ' && letter <= U'ゖ' ? letter + (U'ァ' - U'ぁ') : letter; });
}

void fold_long_marks(Letters& text) {
    each(text, [](char32_t letter) { return kLongMarks.find(letter) != View::npos ? U'ー' : letter; });
}

void fold_small_kana(Letters& text) {
    each(text, [](char32_t letter) {
        const auto at = kSmall.find(letter);
        return at != View::npos ? kOfSmall[at] : letter;
    });
}

void fold_letter_forms(Letters& text) { each(text, todays_form); }

constexpr auto kRules = base::one_for_each<&RuleRow::rule>(std::array{
    RuleRow{R::spaces, fold_spaces, F::name, "架空　太郎", "架空太郎"},
    RuleRow{R::selectors, fold_selectors, F::name, "葛󠄀城花子", "葛城花子"},
    RuleRow{R::width, fold_width, F::kana, "ｶｸｳｼﾞﾛｳ", "カクウジロウ"},
    RuleRow{R::kana, fold_kana, F::kana, "カクウハナコ", "かくうはなこ"},
    RuleRow{R::long_mark, fold_long_marks, F::kana, "リーナ", "リ−ナ"},
    RuleRow{R::small_kana, fold_small_kana, F::kana, "カクウシヨウコ", "カクウショウコ"},
    RuleRow{R::letter_forms, fold_letter_forms, F::name, "髙橋太郎", "高橋太郎"},
    RuleRow{R::prefecture, fold_prefecture, F::address, "東京都見本区見本町1-1", "見本区見本町1-1"},
    RuleRow{R::house_numbers, fold_house_numbers, F::address, "見本町一丁目2番3号", "見本町1-2-3"},
    RuleRow{R::zeros, fold_zeros, F::number, "0004567", "4567"},
    RuleRow{R::birth_form, fold_birth, F::birth, "19800401", "昭和55年4月1日"},
    RuleRow{R::sex_form, fold_sex, F::sex, "2", "女"},
    RuleRow{R::ratio_form, fold_ratio, F::ratio, "030", "3割"},
});

}  // namespace

std::optional<Letters> letters_of(std::string_view text) {
    Letters letters;
    letters.reserve(text.size());
    while (!text.empty()) {
        const auto rest = text;
        const auto letter = base::take_letter(text);
        if (!letter) return std::nullopt;
        const bool read = !domain::has_unreadable(rest.substr(0, rest.size() - text.size()));
        letters.push_back(read ? *letter : kUnreadable);
    }
    return letters;
}

std::span<const RuleRow> rule_table() { return kRules; }

}  // namespace uketsuke::differences
