// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "ui/locale/languages.hpp"

using namespace uketsuke;
using ui::Catalogue;

namespace {

/// The names in braces, in alphabetical order.
std::vector<std::string> holes(const std::string& text) {
    std::vector<std::string> names;
    for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
        names.push_back(text.substr(at, text.find('}', at) - at + 1));
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

TEST_CASE("a catalogue reads comments, continued strings and escapes") {
    const auto read = Catalogue::parse(
        "# a comment\nmsgid \"\"\nmsgstr \"Language: ja\\n\"\n\nmsgid \"a.b\"\nmsgstr \"one \"\n"
        "\"\\\"two\\\"\\nthree\"\n");
    REQUIRE(read);
    CHECK(read->text("a.b") == "one \"two\"\nthree");
    CHECK(read->all().size() == 1);
    CHECK_THROWS_AS(read->text("no.such"), std::out_of_range);
}

TEST_CASE("a broken catalogue is refused with its line") {
    const auto line_of = [](std::string_view po) { return Catalogue::parse(po).error().detail.substr(0, 6); };
    CHECK(line_of("msgid \"a\"\nmsgstr nothing\n") == "line 2");
    CHECK(line_of("\"lost\"\n") == "line 1");
    CHECK(line_of("msgid \"a\"\nmsgstr \"1\"\nmsgid \"a\"\nmsgstr \"2\"\n") == "line 4");
}

TEST_CASE("every language has the texts of the first, with the same placeholders, and no others") {
    const auto& first = ui::languages().words(ui::kLanguages.front().code).all();
    for (const auto& row : ui::kLanguages) {
        const auto& words = ui::languages().words(row.code);
        for (const auto& [key, text] : first) {
            INFO(row.code << ".po, msgid \"" << key << "\"");
            REQUIRE(words.has(key));
            CHECK_FALSE(words.text(key).empty());
            CHECK(holes(words.text(key)) == holes(text));
        }
        for (const auto& [key, text] : words.all()) {
            INFO(row.code << ".po, msgid \"" << key << "\" is in no other language");
            CHECK(first.count(key) == 1);
        }
    }
}

TEST_CASE("every error has its sentence") {
    for (const auto& line : base::error_catalogue()) {
        INFO(line.name);
        CHECK(ui::languages().words(flow::Language{}).has("error." + std::string(line.name)));
    }
}

TEST_CASE("marks stand between phrases where a language breaks there, and nowhere else") {
    for (const auto& row : ui::kLanguages)
        for (const auto& [key, text] : ui::languages().words(row.code).all()) {
            INFO(row.code << ".po, msgid \"" << key << "\"");
            if (row.breaks != ui::Breaks::phrases) {
                CHECK(text.find('|') == std::string::npos);
                continue;
            }
            for (const auto* never : {"|、", "|。", "|ー", "|っ", "|を", "||"})
                CHECK(text.find(never) == std::string::npos);
            CHECK((text.front() != '|' && text.back() != '|'));
        }
}

TEST_CASE("a language is known by its code, and has a name that no other has") {
    std::set<std::string_view> names;
    for (const auto& row : ui::languages().rows()) {
        CHECK(ui::languages().row(ui::languages().named(row.code).value()) == row);
        CHECK(names.insert(row.own_name).second);
    }
    CHECK_FALSE(ui::languages().named("xx"));
    CHECK_THROWS_AS(ui::languages().words("xx"), std::out_of_range);
}

TEST_CASE("dates are written as people write them") {
    CHECK(ui::languages().words("ja").written({2027, 3, 12}) == "2027年3月12日");
    CHECK(ui::languages().words("en").written({2027, 3, 12}) == "12 March 2027");
    CHECK(ui::fill("until {date}.", "{date}", "12 March 2027") == "until 12 March 2027.");
    CHECK(ui::fill("{date}", "{date}", "a {date}") == "a {date}");
}

TEST_CASE("numbers are filled in") {
    CHECK(ui::fill("あと{n}回", 2) == "あと2回");
    CHECK(ui::fill("{n}/{n}", 42, 3) == "042/042");
}
