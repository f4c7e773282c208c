// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <string>

#include "drivers/card_front/printed_number.hpp"

using namespace uketsuke;
using namespace drivers::card_front;
using Kind = Reading::Kind;

namespace {

constexpr base::Date kToday{2026, 11, 22};

/// Each known character of a text as a symbol.
Symbols symbols(std::string_view text) {
    Symbols made;
    for (std::size_t at = 0; at < text.size();)
        for (std::size_t i = 0; i <= kNothing; ++i) {
            REQUIRE(i < kNothing);
            const std::string_view known = kSymbolTexts[i];
            if (text.substr(at, known.size()) != known) continue;
            made.push_back(static_cast<Symbol>(i));
            at += known.size();
            break;
        }
    return made;
}

/// The number, or the kind of refusal.
std::string read(std::string_view birth, std::string_view expiry, std::string_view code = "2285",
                 base::Date today = kToday) {
    PrintedLines lines;
    lines.birth = symbols(birth);
    lines.expiry = symbols(expiry);
    lines.security_code = symbols(code);
    const auto reading = number_b(lines, today);
    if (reading.kind == Kind::unread) return "unread";
    if (reading.kind == Kind::implausible) return "implausible";
    return {reading.number.expose().begin(), reading.number.expose().end()};
}

}  // namespace

TEST_CASE("the number is the era's birth date, the year of expiry and the code") {
    CHECK(read("昭和55年2月17日生", "2035年2月17日") == "55021720352285");
    CHECK(read("平成元年1月8日生", "2033年1月8日") == "01010820332285");
    CHECK(read("大正15年12月10日生", "2030年12月10日", "0007") == "15121020300007");
    CHECK(read("令和5年12月1日生", "2028年12月1日") == "05120120282285");
}

TEST_CASE("a western birth year, as foreign residents have it, becomes the era's") {
    CHECK(read("1990年12月5日生", "2030年6月30日") == "02120520302285");
    CHECK(read("1989年1月7日生", "2027年1月31日") == "64010720272285");
    CHECK(read("1989年1月8日生", "2027年1月31日") == "01010820272285");
    CHECK(read("2019年5月1日生", "2027年1月31日") == "01050120272285");
}

TEST_CASE("a line without its beginning, its year or its sense is not read") {
    for (const char* birth : {"", "昭和", "和55年2月17日生", "昭55年2月17日生", "昭和55", "昭和年2月17日生",
                              "昭和055年2月17日生", "55年2月17日生", "990年2月17日生", "昭和55年217日生"})
        CHECK(read(birth, "2035年2月17日") == "unread");
    for (const char* expiry : {"", "2035", "035年2月17日", "2035年月17日", "2035年2日17月", "年2月17日"})
        CHECK(read("昭和55年2月17日生", expiry) == "unread");
    for (const char* code : {"", "228", "22855", "228年"})
        CHECK(read("昭和55年2月17日生", "2035年2月17日", code) == "unread");
}

TEST_CASE("month and day, which a citizen's card says twice, may be hidden once") {
    for (const char* birth :
         {"昭和55年2月17日", "昭和55年2月17", "昭和55年2月1", "昭和55年2月", "昭和55年2", "昭和55年"})
        CHECK(read(birth, "2035年2月17日") == "55021720352285");
    for (const char* expiry : {"2035年2月17", "2035年2月", "2035年2", "2035年"})
        CHECK(read("昭和55年2月17日", expiry) == "55021720352285");
    CHECK(read("昭和55年1", "2035年12月17日") == "55121720352285");
}

TEST_CASE("what two birth dates may have ended so is not read, nor 29 February where it does not stand") {
    CHECK(read("昭和55年", "2035年") == "unread");
    CHECK(read("昭和55年2月", "2035年2月") == "unread");
    CHECK(read("昭和55年2月1", "2035年2月") == "unread");
    CHECK(read("昭和55年", "2035年2月28日") == "unread");  // 28 or 29 February 1980
    CHECK(read("昭和55年", "2035年3月1日") == "unread");
    CHECK(read("昭和55年2月", "2035年3月1日") == "unread");
    CHECK(read("昭和55年2月29日", "2035年3月1日") == "55022920352285");
    CHECK(read("昭和55年3月", "2035年3月1日") == "55030120352285");
    CHECK(read("昭和56年", "2035年2月28日") == "56022820352285");
}

TEST_CASE("all that is left of two lines must agree, a number's beginning too") {
    CHECK(read("昭和55年3月", "2035年2月17日") == "implausible");
    CHECK(read("昭和55年2月16日", "2035年2月17日") == "implausible");
    CHECK(read("昭和55年2月16", "2035年2月17日") == "implausible");
    CHECK(read("昭和55年2月3", "2035年2月17日") == "implausible");
    CHECK(read("昭和55年2月17日", "2035年1") == "implausible");
    CHECK(read("昭和55年99", "2035年2月17日") == "implausible");
    CHECK(read("平成元年", "2033年1月7日") == "implausible");  // that day was 昭和64年
    CHECK(read("平成元年", "2033年1月8日") == "01010820332285");
    CHECK(read("昭和55年2月30日", "2035年") == "implausible");
}

TEST_CASE("a line that goes on in another way than it should is not read") {
    for (const char* birth :
         {"昭和55年0", "昭和55年2月0", "昭和55年2月1日日生", "昭和55年2月1日7日", "昭和55年2月1日生日"})
        CHECK(read(birth, "2035年2月17日") == "unread");
    for (const char* expiry : {"2035年0", "2035年2月17日日", "2035年2月1日7", "2035年2月1日年"})
        CHECK(read("昭和55年2月17日生", expiry) == "unread");
}

TEST_CASE("a foreign resident's birth must be whole, since the card's end does not repeat it") {
    CHECK(read("1980年2月17日", "2028年3月31日") == "unread");
    CHECK(read("1980年2月", "2028年2月17日") == "unread");
    CHECK(read("1980年2月17日生", "2028年") == "55021720282285");
    CHECK(read("1980年2月17日生", "2028年3月") == "55021720282285");
}

TEST_CASE("a day that its era had not, or that no calendar has, is implausible") {
    for (const char* birth : {"平成元年1月7日生", "昭和65年1月8日生", "昭和64年1月8日生", "平成2年2月30日生",
                              "令和元年4月30日生", "大正15年12月25日生", "昭和元年12月24日生", "昭和55年13月1日生"})
        CHECK(read(birth, "2035年1月8日") == "implausible");
}

TEST_CASE("who is not born yet or older than anybody is implausible") {
    CHECK(read("令和8年11月22日生", "2031年11月22日") == "08112220312285");
    CHECK(read("令和8年11月23日生", "2031年11月23日") == "implausible");
    CHECK(read("明治39年11月30日生", "2030年11月30日") == "39113020302285");
    CHECK(read("明治38年11月30日生", "2030年11月30日") == "implausible");
}

TEST_CASE("a card that ended more than a year ago, or ends in more than ten years, is implausible") {
    CHECK(read("昭和55年11月22日生", "2025年11月22日") == "55112220252285");
    CHECK(read("昭和55年11月21日生", "2025年11月21日") == "implausible");
    CHECK(read("昭和55年11月22日生", "2036年11月22日") == "55112220362285");
    CHECK(read("昭和55年2月17日生", "2037年2月17日") == "implausible");
}

TEST_CASE("a citizen's card ends on a birthday, a foreign resident's may end with the leave to stay") {
    CHECK(read("昭和55年2月17日生", "2035年2月16日") == "implausible");
    CHECK(read("昭和55年2月17日生", "2035年3月17日") == "implausible");
    CHECK(read("1980年2月17日生", "2028年3月31日") == "55021720282285");
    for (const char* end : {"2035年2月28日", "2035年3月1日", "2032年2月29日"})
        CHECK(read("昭和55年2月29日生", end) != "implausible");
    CHECK(read("昭和55年2月29日生", "2035年2月27日") == "implausible");
}

TEST_CASE("the age at a card's end is one that a minor's or an adult's card can have") {
    CHECK(read("平成22年5月5日生", "2031年5月5日") == "22050520312285");  // 16 when it was handed out, 21 at its end
    CHECK(read("平成22年5月5日生", "2034年5月5日") ==
          "implausible");  // 24: too late for a minor, too early for an adult
    CHECK(read("平成19年5月5日生", "2036年5月5日") == "19050520362285");  // 18 or 19, 29 at its end
    CHECK(read("令和4年5月5日生", "2036年5月5日") == "implausible");      // a child's card for ten years
    CHECK(read("平成14年1月5日生", "2027年1月5日") == "implausible");     // 25
    CHECK(read("平成15年1月5日生", "2027年1月5日") == "15010520272285");  // handed out when majority was 20
    CHECK(read("令和7年1月5日生", "2028年1月5日") == "implausible");      // three years old at its end
}
