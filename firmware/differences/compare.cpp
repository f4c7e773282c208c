// SPDX-License-Identifier: Apache-2.0
#include "compare.hpp"

#include <algorithm>

namespace uketsuke::differences {
namespace {

using domain::Difference;
using domain::Match;
using F = domain::PersonField;
using R = domain::WritingRule;

constexpr std::array kName{R::spaces, R::selectors, R::width, R::kana, R::long_mark, R::small_kana, R::letter_forms};
constexpr std::array kKana{R::spaces, R::width, R::kana, R::long_mark, R::small_kana};
constexpr std::array kAddress{R::spaces,     R::selectors,    R::width,      R::kana,         R::long_mark,
                              R::small_kana, R::letter_forms, R::prefecture, R::house_numbers};
constexpr std::array kBirth{R::spaces, R::width, R::birth_form};
constexpr std::array kSex{R::spaces, R::width, R::sex_form};
constexpr std::array kNumber{R::spaces, R::width, R::long_mark, R::zeros};
constexpr std::array kRatio{R::spaces, R::width, R::ratio_form};

constexpr auto kFieldRows = base::one_for_each<&FieldRow::field>(std::array{
    FieldRow{F::name, "name", "氏名", kName},
    FieldRow{F::kana, "kana", "カナ氏名", kKana},
    FieldRow{F::birth, "birth", "生年月日", kBirth},
    FieldRow{F::sex, "sex", "性別", kSex},
    FieldRow{F::address, "address", "住所", kAddress},
    FieldRow{F::insurer, "insurer", "保険者番号", kNumber},
    FieldRow{F::symbol, "symbol", "記号", kNumber},
    FieldRow{F::number, "number", "番号", kNumber},
    FieldRow{F::branch, "branch", "枝番", kNumber},
    FieldRow{F::ratio, "ratio", "負担割合", kRatio},
});

Letters folded(Letters text, std::span<const R> rules, std::optional<R> but = {}) {
    for (const auto& row : rule_table())
        if (row.rule != but && std::ranges::find(rules, row.rule) != rules.end()) row.fold(text);
    return text;
}

/// Where each letter is the same, or one of them cannot be read.
bool may_be_same(const Letters& one, const Letters& other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](char32_t a, char32_t b) { return a == b || a == kUnreadable || b == kUnreadable; });
}

/// Those without which the two are not the same; where each of several would do alone, the first that is enough.
domain::WritingRules needed(const Letters& told, const Letters& expected, std::span<const R> rules) {
    domain::WritingRules needed;
    for (const auto rule : rules)
        if (folded(told, rules, rule) != folded(expected, rules, rule)) needed.add(rule);
    for (std::size_t first = 1; needed.bits == 0 && first <= rules.size(); ++first)
        if (folded(told, rules.first(first)) == folded(expected, rules.first(first))) needed.add(rules[first - 1]);
    return needed;
}

/// Day or month 00: the insurer does not know it.
bool part_unknown(F field, const Letters& told) {
    return field == F::birth && told.size() == 8 &&
           (std::u32string_view(told).substr(4, 2) == U"00" || std::u32string_view(told).substr(6) == U"00");
}
/// OQSCD007: 3 is "not told".
bool sex_not_told(F field, const Letters& told) { return field == F::sex && std::u32string_view(told) == U"3"; }

bool agree(F field, std::string_view one, std::string_view other) {
    const auto match = compare(field, one, other).match;
    return match == Match::equal || match == Match::written_otherwise;
}
bool alike(F field, const PersonData& one, const PersonData& other) {
    return !one[field].empty() && !other[field].empty() && agree(field, one[field], other[field]);
}
/// As alike(), or one of them does not tell it.
bool may_be_alike(F field, const PersonData& one, const PersonData& other) {
    return one[field].empty() || other[field].empty() || alike(field, one, other);
}

}  // namespace

std::span<const FieldRow> field_table() { return kFieldRows; }

Difference compare(F field, std::string_view told_text, std::string_view expected_text) {
    const auto rules = kFieldRows.at(base::index_of(field)).rules;
    auto told = letters_of(told_text), expected = letters_of(expected_text);
    if (!told || !expected) return {field, Match::not_comparable, {}};
    if (*told == *expected && told->find(kUnreadable) == Letters::npos) return {field, Match::equal, {}};
    const auto told_form = folded(*told, rules), expected_form = folded(*expected, rules);
    if (part_unknown(field, told_form) || sex_not_told(field, told_form)) return {field, Match::not_comparable, {}};
    if (told_form == expected_form && told_form.find(kUnreadable) == Letters::npos)
        return {field, Match::written_otherwise, needed(*told, *expected, rules)};
    return {field, may_be_same(told_form, expected_form) ? Match::not_comparable : Match::different, {}};
}

std::vector<Difference> compare(const PersonData& told, const PersonData& expected) {
    std::vector<Difference> all;
    for (const auto& row : kFieldRows)
        if (!told[row.field].empty() && !expected[row.field].empty())
            all.push_back(compare(row.field, told[row.field], expected[row.field]));
    return all;
}

bool is_about(const PersonData& row, const PersonData& told) {
    if (!row.patient.empty() && !told.patient.empty()) return agree(F::number, row.patient, told.patient);
    if (alike(F::number, row, told) && (row[F::insurer].empty() || alike(F::insurer, row, told)) &&
        may_be_alike(F::symbol, row, told))
        return may_be_alike(F::branch, row, told);
    return alike(F::birth, row, told) && (alike(F::kana, row, told) || alike(F::name, row, told));
}

const PersonData* only_row(std::span<const PersonData> rows, const PersonData& told) {
    if (rows.size() == 1) return &rows.front();
    const auto born_alike = [&](const PersonData& row) { return alike(F::birth, row, told); };
    const auto found = std::ranges::find_if(rows, born_alike);
    return std::ranges::count_if(rows, born_alike) == 1 ? &*found : nullptr;
}

}  // namespace uketsuke::differences
