// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <set>

#include "firmware/base/bytes.hpp"
#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "firmware/base/words.hpp"
#include "firmware/domain/era.hpp"
#include "firmware/domain/letters.hpp"
#include "firmware/domain/number_b.hpp"

using namespace uketsuke;
using base::Date;

namespace {
enum class Colour { red, green, signed_ };
enum class FromOne { first = 1, second };
}  // namespace

TEST_CASE("an enumeration tells its values, and a table of it is complete or does not compile") {
    CHECK(base::kCountOf<Colour> == 3);
    CHECK(base::enumerator_name(Colour::signed_) == "signed");
    CHECK(base::value_named<Colour>("green") == Colour::green);
    CHECK_FALSE(base::value_named<Colour>("blue"));
    CHECK(base::enumerator_name(FromOne::second) == "second");
    STATIC_REQUIRE(base::each_once(std::array{Colour::signed_, Colour::red, Colour::green}));
    STATIC_REQUIRE_FALSE(base::each_once(std::array{Colour::red, Colour::green}));
    STATIC_REQUIRE_FALSE(base::each_once(std::array{Colour::red, Colour::green, Colour::green}));
    STATIC_REQUIRE_FALSE(base::each_once(std::array{Colour::red, Colour::green, Colour::signed_, Colour::red}));
}

TEST_CASE("a word stands for one value") {
    constexpr base::Words<Colour> words({{Colour::green, "midori"}, {Colour::red, "aka"}, {Colour::signed_, "shomei"}});
    for (const auto colour : base::kValuesOf<Colour>) CHECK(words.value_of(words.word_of(colour)) == colour);
    CHECK(words.word_of(Colour::green) == "midori");
    CHECK_FALSE(words.value_of("green"));
}

TEST_CASE("an error code has one number and one name") {
    std::set<int> numbers;
    std::set<std::string_view> names;
    for (const auto& line : base::error_catalogue()) {
        CHECK(numbers.insert(line.number).second);
        CHECK(names.insert(line.name).second);
        CHECK(&base::line_of(line.code) == &line);
    }
}

TEST_CASE("hex goes both ways and refuses the rest") {
    CHECK(base::to_hex(*base::from_hex("00 A4 04 0c")) == "00a4040c");
    CHECK_FALSE(base::from_hex("0"));
    CHECK_FALSE(base::from_hex("0g"));
}

TEST_CASE("dates are Japan's") {
    const auto time = base::parse_iso8601("2026-11-24T00:30:00+09:00");
    REQUIRE(time);
    CHECK(base::date_in_japan(*time) == Date{2026, 11, 24});
    CHECK(base::to_iso8601(*time) == "2026-11-24T00:30:00+09:00");
    CHECK(base::to_yyyymmddhhmmss(*time) == "20261124003000");
    CHECK(base::parse_iso8601("2026-11-23T15:30:00Z") == time);
    CHECK_FALSE(base::parse_iso8601("2026-02-30T00:00:00Z"));
    CHECK_FALSE(base::parse_date("20260431"));
    CHECK_FALSE(base::parse_date("2026-431"));
    CHECK(base::parse_date("20240229") == Date{2024, 2, 29});
    CHECK(base::end_of_month_after({2026, 11, 15}, 3) == Date{2027, 2, 28});
}

TEST_CASE("era years turn on the right day") {
    CHECK(domain::era_yymmdd({1980, 2, 17}) == "550217");
    CHECK(domain::era_yymmdd({2019, 4, 30}) == "310430");
    CHECK(domain::era_yymmdd({2019, 5, 1}) == "010501");
    CHECK(domain::era_yymmdd({1989, 1, 7}) == "640107");
    CHECK(domain::era_yymmdd({1989, 1, 8}) == "010108");
    CHECK(domain::era_yymmdd({1926, 12, 24}) == "151224");
    CHECK_FALSE(domain::era_date({1868, 10, 22}));
}

TEST_CASE("typed digits pass as 照合番号B only where an era had the birth and the card may be good") {
    constexpr base::Date kToday{2026, 11, 22};
    const auto plausible = [&](std::string_view digits) {
        return domain::plausible_number_b(base::as_bytes(digits), domain::kNumberBDigits, kToday);
    };
    for (const char* digits : {"55021720352285", "01010820332285", "64010720272285", "08112220312285", "39113020302285",
                               "04022920260000", "26111320360000"})
        CHECK(plausible(digits));
    for (const char* digits : {"", "5502172035228", "550217203522850", "5502172035228x", "00021720352285",
                               "65010120332285", "80021720352285", "55021720252285", "55021720372285", "55023020352285",
                               "55131720352285", "55020020352285", "64010820272285", "01022920332285", "428571"})
        CHECK_FALSE(plausible(digits));
    const auto of_six = [&](std::string_view digits) {
        return domain::plausible_number_b(base::as_bytes(digits), 6, kToday);
    };
    CHECK(of_six("428571"));
    for (const char* digits : {"", "42857", "42857x", "4285714", "55021720352285"}) CHECK_FALSE(of_six(digits));
    CHECK_FALSE(domain::plausible_number_b({}, 0, kToday));  // a phone has none
}

TEST_CASE("what stands for a letter is shown as one sign, and what is not seen is left out; both are to be looked at") {
    struct Case {
        const char *text, *drawn;
    };
    for (const auto& [text, drawn] :
         {Case{"●橋", "●橋"}, Case{"〓橋", "●橋"}, Case{"■橋", "●橋"}, Case{"\uFFFD橋", "●橋"}, Case{"\uE000橋", "●橋"},
          Case{"\U000F0001橋", "●橋"}, Case{"高\u202E橋", "高橋"}, Case{"\u2066高橋\u2069", "高橋"},
          Case{"高\u200B橋", "高橋"}, Case{"高\n橋", "高橋"}, Case{"高\x7f橋", "高橋"}, Case{"\uFEFF高橋", "高橋"},
          Case{"□橋", "●橋"}, Case{"高\u034F橋", "高橋"}, Case{"\u3164高\uFFA0橋", "高橋"}, Case{"高\u2800橋", "高橋"},
          Case{"\xE9橋", "●橋"}, Case{"橋\xE3\x81", "橋●"}, Case{"\xC0\xAF橋", "●橋"}}) {
        INFO(text);
        CHECK(domain::drawable(text) == drawn);
        CHECK(domain::has_unreadable(text));
    }
    for (const auto* text :
         {"", "高橋　花子", "タカハシ　ハナコ", "ﾀｶﾊｼ", "Sakura Clinic", "髙﨑", "𠮷田", "辻\U000E0100", "か\u3099"}) {
        INFO(text);
        CHECK(domain::drawable(text) == text);
        CHECK_FALSE(domain::has_unreadable(text));
    }
}
