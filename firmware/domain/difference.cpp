// SPDX-License-Identifier: Apache-2.0
#include "difference.hpp"

#include <array>

#include "firmware/base/enumeration.hpp"

namespace uketsuke::domain {
namespace {

struct FieldWords {
    PersonField field;
    std::string_view words;
};
constexpr auto kFields = base::one_for_each<&FieldWords::field>(std::array{
    FieldWords{PersonField::name, "氏名"},
    FieldWords{PersonField::kana, "カナ氏名"},
    FieldWords{PersonField::birth, "生年月日"},
    FieldWords{PersonField::sex, "性別"},
    FieldWords{PersonField::address, "住所"},
    FieldWords{PersonField::insurer, "保険者番号"},
    FieldWords{PersonField::symbol, "記号"},
    FieldWords{PersonField::number, "番号"},
    FieldWords{PersonField::branch, "枝番"},
    FieldWords{PersonField::ratio, "負担割合"},
});

struct RuleWords {
    WritingRule rule;
    bool concerns_desk;
    std::string_view words;
};
constexpr auto kRules = base::one_for_each<&RuleWords::rule>(std::array{
    RuleWords{WritingRule::spaces, false, "空白"},
    RuleWords{WritingRule::selectors, true, "異体字の指定の有無"},
    RuleWords{WritingRule::width, false, "全角・半角と英字の大小"},
    RuleWords{WritingRule::kana, false, "ひらがな・カタカナ"},
    RuleWords{WritingRule::long_mark, false, "長音・横線"},
    RuleWords{WritingRule::small_kana, false, "小さいかな"},
    RuleWords{WritingRule::letter_forms, true, "髙と高のような字体"},
    RuleWords{WritingRule::prefecture, false, "都道府県名の有無"},
    RuleWords{WritingRule::house_numbers, true, "丁目・番・号の書き方"},
    RuleWords{WritingRule::zeros, false, "頭の0"},
    RuleWords{WritingRule::birth_form, false, "元号・日付の書き方"},
    RuleWords{WritingRule::sex_form, false, "男女の書き方"},
    RuleWords{WritingRule::ratio_form, false, "割合の書き方"},
});

std::string listed(WritingRules rules) {
    std::string all;
    for (const auto& row : kRules)
        if (rules.has(row.rule)) all += (all.empty() ? "" : "、") + std::string(row.words);
    return all;
}

}  // namespace

std::string_view words_of(PersonField field) { return kFields.at(base::index_of(field)).words; }
std::string_view words_of(WritingRule rule) { return kRules.at(base::index_of(rule)).words; }

bool concerns_desk(const Difference& difference) {
    if (difference.match != Match::written_otherwise) return difference.match != Match::equal;
    for (const auto& row : kRules)
        if (row.concerns_desk && difference.rules.has(row.rule)) return true;
    return false;
}

std::string words_of(const Difference& difference) {
    const std::string field(words_of(difference.field));
    switch (difference.match) {
        case Match::equal: break;
        case Match::written_otherwise: return field + "：書き方だけが違います（" + listed(difference.rules) + "）";
        case Match::different: return field + "：違います。確かめてください";
        case Match::not_comparable: return field + "：比べられません。本人に確かめてください";
    }
    return {};
}

}  // namespace uketsuke::domain
