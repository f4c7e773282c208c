// SPDX-License-Identifier: Apache-2.0
// What a report can hold at all.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tools/contact/page.hpp"

using namespace uketsuke;
using namespace tools::contact;

// Neither what comes off a card nor what a person is called becomes a fact or a name of one.
static_assert(!std::is_constructible_v<Word, std::string> && !std::is_constructible_v<Word, std::string_view>);
static_assert(!std::is_constructible_v<Fact, base::Bytes&> && !std::is_constructible_v<Fact, base::Secret&>);
static_assert(!std::is_constructible_v<Fact, std::uint8_t> && !std::is_constructible_v<Fact, char>);
static_assert(!std::is_constructible_v<Count, bool> && !std::is_constructible_v<Count, double>);

TEST_CASE("a number has no room for a date or a 照合番号") {
    CHECK(text_of(Count(19800217)) == "99999");
    CHECK(text_of(Count(-5)) == "0");
    CHECK(text_of(Count(std::uint64_t{23031220332285})) == "99999");
    CHECK(text_of(Measure(19800217)) == "99999");
    CHECK(text_of(Measure(-1e300)) == "-99999");
    CHECK(text_of(Measure(0.12345)) == "0.123");
    CHECK(text_of(Measure(std::nan(""))) == "0");
}

TEST_CASE("a tag of no known class is only told to be there") {
    CHECK(text_of(Tag(0xDF21)) == "DF21");
    CHECK(text_of(Tag(0x90)) == "90");
    CHECK(text_of(Tag(0x41)) == "other");
    CHECK(text_of(Tag(0x4142)) == "other");
    CHECK(text_of(Tag(0xDF4142)) == "other");
}

TEST_CASE("an ATR is 33 bytes at most, and a USB id is one or nothing") {
    const base::Bytes long_one(100, 0x41);
    CHECK(text_of(Atr(long_one)).size() == 33 * 3 - 1);
    CHECK(text_of(*UsbId::read("054c:0dc8")) == "054c:0dc8");
    for (const auto* bad : {"", "054c0dc8", "054c:0dc", "0x4c:0dc8", "054c:0dc8 ", "ha:nako"})
        CHECK_FALSE(UsbId::read(bad));
}

TEST_CASE("a sheet is written as JSON and as a page") {
    Sheet inner, line, sheet;
    inner.put("yes", true).put("status", StatusWord{0x63C3});
    line.put("file", FileNumber{0x12}).put("ms", Measure(1.5));
    sheet.put("part", inner).put("list", std::vector<Sheet>{line, line}).put("none", std::vector<Sheet>{});
    sheet.put("part", inner);  // in its place
    const auto json = nlohmann::json::parse(as_json(sheet));
    CHECK(json.at("part").at("status") == "63C3");
    CHECK(json.at("list").size() == 2);
    CHECK(json.at("list").at(1).at("ms") == 1.5);
    CHECK(json.at("none").empty());
    CHECK(sheet.entries().size() == 3);
    const auto page = as_page(sheet, {{"length", Count(4), Count(5), "card facts A5"}});
    CHECK(page.find("<td>63C3</td>") != page.npos);
    CHECK(page.find("length is 4; we expected 5 (card facts A5).") != page.npos);
    CHECK(page.find("src=") == page.npos);
    CHECK(page.find("href") == page.npos);
}
