// SPDX-License-Identifier: Apache-2.0
#include "firmware/differences/compare.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>

using namespace uketsuke;
using namespace differences;
using domain::Difference;
using domain::Match;
using F = domain::PersonField;
using R = domain::WritingRule;

namespace {

domain::WritingRules set(std::initializer_list<R> rules) {
    domain::WritingRules all;
    for (const auto rule : rules) all.add(rule);
    return all;
}

void check_same(F field, std::string_view told, std::string_view expected, std::initializer_list<R> rules) {
    INFO(told << " / " << expected);
    CHECK(compare(field, told, expected) == Difference{field, Match::written_otherwise, set(rules)});
    CHECK(compare(field, expected, told).match == Match::written_otherwise);
}

Match match_of(F field, std::string_view told, std::string_view expected) {
    return compare(field, told, expected).match;
}

}  // namespace

TEST_CASE("each rule makes its own sample alike, and nothing else is needed for that") {
    for (const auto& row : rule_table()) check_same(row.field, row.told, row.expected, {row.rule});
}

TEST_CASE("names that are written otherwise are told apart from other names") {
    CHECK(match_of(F::name, "架空　太郎", "架空　太郎") == Match::equal);
    check_same(F::name, "髙﨑　花子", "高崎花子", {R::spaces, R::letter_forms});
    check_same(F::name, "渡邉　花子", "渡邊　花子", {R::letter_forms});
    check_same(F::name, "\uFA19田　花子", "神田　花子", {R::letter_forms});
    check_same(F::name, "ＳＭＩＴＨ　ＪＯＨＮ", "Smith John", {R::spaces, R::width});
    CHECK(match_of(F::name, "斎藤　花子", "斉藤　花子") == Match::different);
    CHECK(match_of(F::name, "架空　太郎", "架空　次郎") == Match::different);
    CHECK(match_of(F::name, "架空　太郎", "架空　太") == Match::different);
}

TEST_CASE("kana are the same in every width and size, with their marks") {
    check_same(F::kana, "ｶｸｳ ｼﾖｳｺﾞﾛｳ", "かくう　しょうごろう", {R::spaces, R::width, R::kana, R::small_kana});
    check_same(F::kana, "ﾊﾟｰｳﾞｨ", "パーヴィ", {R::width});
    check_same(F::kana, "ハ゜ン", "パン", {R::width});
    CHECK(match_of(F::kana, "カクウ", "ガクウ") == Match::different);
}

TEST_CASE("a letter that cannot be read is compared with nothing, the others are") {
    for (const char* sign : {"●", "〓", "■", "\xEE\x80\x80"}) {
        CHECK(match_of(F::name, std::string(sign) + "橋太郎", "髙橋太郎") == Match::not_comparable);
        CHECK(match_of(F::name, std::string(sign) + "橋太郎", std::string(sign) + "橋太郎") == Match::not_comparable);
        CHECK(match_of(F::name, std::string(sign) + "橋太郎", "髙橋次郎") == Match::different);
    }
    CHECK(match_of(F::name, "\xFF", "架空") == Match::not_comparable);
}

TEST_CASE("addresses are the same in every notation of their numbers") {
    for (const char* other : {"見本町１－２－３", "見本町1丁目2番3号", "見本町一丁目二番地の三号", "見本町１の２の３",
                              "見本町1-2-3", "見本町1−2−3", "見本町1ー2ー3", "東京都見本町1-2-3"})
        CHECK(match_of(F::address, "見本町1丁目2番地3", other) == Match::written_otherwise);
    check_same(F::address, "見本町二十一丁目５", "見本町21-5", {R::width, R::house_numbers});
    check_same(F::address, "見本町1-2 301号", "見本町1-2-301", {R::spaces, R::house_numbers});
    check_same(F::address, "神奈川県見本市霞ヶ丘1", "見本市霞ケ丘1", {R::small_kana, R::prefecture});
    CHECK(match_of(F::address, "見本町1-23", "見本町12-3") == Match::different);
    CHECK(match_of(F::address, "見本町1-2 3", "見本町1-23") == Match::different);
    CHECK(match_of(F::address, "見本町1-2", "見本町1-2-3") == Match::different);
    CHECK(match_of(F::address, "三番町1", "二番町1") == Match::different);
}

TEST_CASE("a day of birth is the same in every calendar, and an era has only its own days") {
    for (const char* other :
         {"1989/01/08", "1989-1-8", "1989年1月8日", "H1.1.8", "H010108", "平成元年１月８日", "平成1年1月8日"})
        check_same(F::birth, "19890108", other,
                   std::string_view(other).find("１") != std::string_view::npos
                       ? std::initializer_list<R>{R::width, R::birth_form}
                       : std::initializer_list<R>{R::birth_form});
    CHECK(match_of(F::birth, "19890108", "昭和64年1月8日") == Match::different);
    CHECK(match_of(F::birth, "19890107", "昭和64年1月7日") == Match::written_otherwise);
    CHECK(match_of(F::birth, "19890108", "昭和") == Match::different);
    CHECK(match_of(F::birth, "19890100", "1989/01/08") == Match::not_comparable);
}

TEST_CASE("numbers and codes are the same as texts and as figures") {
    CHECK(match_of(F::insurer, "  139999", "139999") == Match::written_otherwise);
    CHECK(match_of(F::number, "４５６７", "4567") == Match::written_otherwise);
    CHECK(match_of(F::branch, "00", "0") == Match::written_otherwise);
    CHECK(match_of(F::branch, "00", "01") == Match::different);
    for (const char* other : {"男", "男性", "M", "ｍ"}) CHECK(match_of(F::sex, "1", other) == Match::written_otherwise);
    CHECK(match_of(F::sex, "1", "女") == Match::different);
    CHECK(match_of(F::sex, "3", "女") == Match::not_comparable);
    for (const char* other : {"3", "3割", "３割", "30%", "30"})
        CHECK(match_of(F::ratio, "030", other) == Match::written_otherwise);
    CHECK(match_of(F::ratio, "010", "3割") == Match::different);
}

TEST_CASE("only what both tell is compared") {
    PersonData told, expected;
    told[F::name] = "架空　太郎";
    told[F::address] = "見本町1";
    expected[F::name] = "架空　太郎";
    expected[F::kana] = "カクウ";
    CHECK(compare(told, expected) == std::vector{Difference{F::name, Match::equal, {}}});
}

TEST_CASE("a row is about whoever has its number, or its birth and name") {
    PersonData told, row;
    told.patient = "0004567";
    told[F::number] = "１２";
    told[F::branch] = "00";
    told[F::birth] = "19800401";
    told[F::name] = "髙橋　太郎";
    CHECK_FALSE(is_about(row, told));
    row.patient = "4567";
    CHECK(is_about(row, told));
    row.patient = "4568";
    row[F::number] = "12";
    CHECK_FALSE(is_about(row, told));  // another patient of the facility, whatever else is alike
    row.patient.clear();
    CHECK(is_about(row, told));
    row[F::branch] = "01";
    CHECK_FALSE(is_about(row, told));  // of the same family
    row = {};
    row[F::birth] = "昭和55年4月1日";
    CHECK_FALSE(is_about(row, told));
    row[F::name] = "高橋太郎";
    CHECK(is_about(row, told));
    row[F::birth] = "昭和55年4月2日";
    CHECK_FALSE(is_about(row, told));
}

TEST_CASE("a number is one person's only under its symbol") {
    PersonData told, row;
    told[F::insurer] = "06139999";
    told[F::symbol] = "Ａ　１２";
    told[F::number] = "１２";
    told[F::birth] = "19800401";
    told[F::name] = "髙橋　太郎";
    row[F::insurer] = "06139999";
    row[F::number] = "12";
    CHECK(is_about(row, told));  // it tells no symbol
    row[F::symbol] = "a12";
    CHECK(is_about(row, told));
    row[F::symbol] = "B12";
    CHECK_FALSE(is_about(row, told));
    row[F::birth] = "S55.4.1";
    row[F::name] = "高橋太郎";
    CHECK(is_about(row, told));  // the same person, whose symbol is another now
    told[F::symbol].clear();
    row[F::name] = "別人";
    CHECK(is_about(row, told));
}

TEST_CASE("of a family without branches the birth tells whose row it is, of twins nothing does") {
    PersonData told, father, child, twin;
    told[F::number] = father[F::number] = child[F::number] = twin[F::number] = "12";
    told[F::birth] = "20150401";
    father[F::birth] = "S55.4.1";
    child[F::birth] = twin[F::birth] = "H27.4.1";
    twin[F::name] = "架空次郎";
    const auto only = [&](const std::vector<PersonData>& rows) {
        CHECK(std::ranges::all_of(rows, [&](const PersonData& row) { return is_about(row, told); }));
        const auto* row = only_row(rows, told);
        return row == nullptr ? std::nullopt : std::optional(*row);
    };
    CHECK_FALSE(only({}));
    CHECK(only({father}) == father);
    CHECK(only({father, child}) == child);
    CHECK(only({child, father}) == child);
    CHECK_FALSE(only({father, child, twin}));
    auto mother = father;
    mother[F::birth] = "S56.4.1";
    CHECK_FALSE(only({father, mother}));
    told[F::birth] = "20150400";  // a day that nobody knows decides nothing
    CHECK_FALSE(only({father, child}));
}

TEST_CASE("whatever two texts are, they are compared alike from both sides, and each is like itself") {
    const std::vector<std::string> parts{"髙", "高", "一", "丁目", "番", "1",    "１", "ー",         "－", "ｶ",   "ﾞ",
                                         "カ", "が", " ",  "　",   "県", "昭和", "●",  "\U000E0100", "割", "\xFF"};
    rc::check("symmetry", [&] {
        const auto draw = [&] {
            std::string text;
            for (const auto at :
                 *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, static_cast<int>(parts.size()))))
                text += parts[static_cast<std::size_t>(at)];
            return text;
        };
        const auto one = draw(), other = draw();
        for (const auto& row : field_table()) {
            RC_ASSERT(match_of(row.field, one, other) == match_of(row.field, other, one));
            const auto itself = match_of(row.field, one, one);
            RC_ASSERT(itself == Match::equal || itself == Match::not_comparable);
        }
    });
}

TEST_CASE("the desk hears of what a clerk must look at, in words, without a value") {
    CHECK_FALSE(concerns_desk(Difference{F::name, Match::equal, {}}));
    CHECK_FALSE(concerns_desk(Difference{F::kana, Match::written_otherwise, set({R::width, R::spaces})}));
    CHECK(concerns_desk(Difference{F::name, Match::written_otherwise, set({R::spaces, R::letter_forms})}));
    CHECK(concerns_desk(Difference{F::address, Match::different, {}}));
    CHECK(concerns_desk(Difference{F::birth, Match::not_comparable, {}}));
    CHECK(words_of(Difference{F::name, Match::written_otherwise, set({R::spaces, R::letter_forms})}) ==
          "氏名：書き方だけが違います（空白、髙と高のような字体）");
    CHECK(words_of(Difference{F::address, Match::different, {}}) == "住所：違います。確かめてください");
    CHECK(words_of(Difference{F::sex, Match::equal, {}}).empty());
}
