// SPDX-License-Identifier: Apache-2.0
#include "slip.hpp"

#include "firmware/base/enumeration.hpp"
#include "my_way.hpp"
#include "qr.hpp"
#include "ui/locale/dates.hpp"

namespace uketsuke::ui {
namespace {

constexpr double kLabel = 0.085, kNumber = 0.36, kDay = 0.07, kNext = 0.085, kWay = 0.06;  // of the width

/// The words without their number, which stands below them for itself.
std::string label_of(const Catalogue& words) {
    constexpr std::string_view kHole = "{number}";
    std::string label(words.text("common.reception_number"));
    if (const auto at = label.find(kHole); at != std::string::npos) label.erase(at, kHole.size());
    while (!label.empty() && label.back() == ' ') label.pop_back();
    return label;
}

std::string next_of(const Catalogue& words, NextPlace place) {
    const auto own = "thanks.body." + std::string(base::enumerator_name(place));
    return std::string(words.text(words.has(own) ? own : "thanks.body"));
}

}  // namespace

std::vector<paint::SlipLine> slip_lines(const Languages& languages, const SlipFacts& facts) {
    const auto& words = languages.words(facts.language);
    const std::string code(languages.row(facts.language).code);
    std::vector<paint::SlipLine> lines{{label_of(words), kLabel, true, code},
                                       {std::string(facts.number), kNumber, true, code},
                                       {listed(facts.day, code), kDay, false, code},
                                       {next_of(words, facts.next_place), kNext, false, code}};
    if (!facts.way) return lines;
    lines.push_back({.code = qr_of(my_way_text(languages, facts.language, *facts.way))});
    lines.push_back({std::string(words.text("slip.my_way")), kWay, false, code});
    return lines;
}

std::vector<paint::SlipLine> statement_lines(base::Date day) {
    constexpr double kHead = 0.075, kLine = 0.052;
    constexpr std::string_view kBlank = "＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿";
    std::vector<paint::SlipLine> all{
        {"被保険者資格申立書", kHead, true, "ja"},
        {listed(day, "ja"), kLine, false, "ja"},
        {"有効な健康保険の資格があることを|申し立てます。|分かるところを|書いてください。", kLine, false, "ja"}};
    for (const auto* field :
         {"氏名", "フリガナ", "生年月日", "性別", "住所", "連絡先", "保険の種類（勤め先・国保など）",
          "保険者や勤め先の名前", "一部負担金の割合", "資格が確認できない理由", "署名"})
        for (const auto text : {std::string_view(field), kBlank})
            all.push_back({std::string(text), kLine, false, "ja"});
    return all;
}

std::vector<paint::SlipLine> staff_lines(const std::vector<std::string>& lines) {
    constexpr double kHead = 0.065, kLine = 0.055;
    std::vector<paint::SlipLine> all;
    for (const auto& line : lines) all.push_back({line, all.empty() ? kHead : kLine, all.empty(), "ja"});
    return all;
}

}  // namespace uketsuke::ui
