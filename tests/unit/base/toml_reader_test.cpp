// SPDX-License-Identifier: Apache-2.0
#include "firmware/toml_reader/toml_reader.hpp"

#include <catch2/catch.hpp>

using namespace uketsuke;
using base::ErrorCode;
using toml_reader::File;

namespace {

struct Taken {
    bool yes = false;
    int count = 0;
    double share = 0;
    std::string word;
    base::Date day;
    std::vector<int> sizes;
    std::array<std::array<float, 2>, 2> points{};
};

/// What is wrong, or nothing.
std::string complaint(const std::string& text, Taken& into) {
    auto file = File::parse(text, "a.toml");
    if (!file) return file.error().detail;
    auto root = file->root();
    root.read_if_there("yes", into.yes);
    root.read_if_there("count", into.count);
    root.read_if_there("share", into.share);
    root.read_if_there("word", into.word);
    root.read_if_there("day", into.day);
    root.read_if_there("sizes", into.sizes);
    root.read_if_there("points", into.points);
    for (auto& row : root.rows("row")) {
        row.read("name", into.word);
        row.end();
    }
    root.end();
    const auto right = file->judge();
    return right ? std::string() : right.error().detail;
}
std::string complaint(const std::string& text) {
    Taken taken;
    return complaint(text, taken);
}

}  // namespace

TEST_CASE("values of a TOML file are taken as they are meant, lists within lists too") {
    Taken taken;
    CHECK(complaint("yes = true\ncount = -3\nshare = 1\nword = 'x'\nday = 2026-11-24\nsizes = [1, 3]\n"
                    "points = [[1, 2.5], [3, 4]]\n[[row]]\nname = 'a'\n[[row]]\nname = 'b'\n",
                    taken)
              .empty());
    CHECK((taken.yes && taken.count == -3 && taken.share == 1.0 && taken.word == "b"));
    CHECK(taken.day == base::Date{2026, 11, 24});
    CHECK(taken.sizes == std::vector<int>{1, 3});
    CHECK(taken.points[0][1] == 2.5F);
}

TEST_CASE("what is wrong in a TOML file is told with line and column, the first by its place") {
    CHECK(complaint("yes = 1\n") == "a.toml:1:7: 'yes' is not true or false");
    CHECK(complaint("count = 1.0\n") == "a.toml:1:9: 'count' is not a whole number");
    CHECK(complaint("count = 99999999999\n") == "a.toml:1:9: 'count' is not a whole number");
    CHECK(complaint("share = true\n") == "a.toml:1:9: 'share' is not a number");
    CHECK(complaint("word = 5\n") == "a.toml:1:8: 'word' is not a text");
    CHECK(complaint("sizes = [1, 'x']\n") == "a.toml:1:9: 'sizes' is not a list, each a whole number");
    CHECK(complaint("\npoints = [[1, 2]]\n").starts_with("a.toml:2:10: 'points' is not a list of 2"));
    CHECK(complaint("word = 'x'\nwrod = 'y'\n") == "a.toml:2:1: there is no key 'wrod'");
    CHECK(complaint("wrod = 'y'\nword = 5\n") == "a.toml:1:1: there is no key 'wrod'");
    CHECK(complaint("[[row]]\nname = 'a'\n[[row]]\n") == "a.toml:3:1: 'row.name' is missing");
    CHECK(complaint("[table]\n") == "a.toml:1:1: there is no table [table]");
    CHECK(complaint("word = \n").starts_with("a.toml:1:"));
}

TEST_CASE("one TOML file laid over another changes single keys, and its mistakes are its own") {
    auto under = File::parse("[a]\nx = 1\ny = 2\n", "under.toml", ErrorCode::model_invalid);
    auto over = File::parse("\n\n[a]\nx = 3\ny = 'two'\n", "over.toml", ErrorCode::model_invalid);
    REQUIRE((under && over));
    under->lay_over(std::move(*over));
    auto root = under->root();
    auto a = root.section("a");
    int x = 0, y = 0;
    a.read("x", x);
    a.read("y", y);
    CHECK(x == 3);
    CHECK(under->judge().error() ==
          base::Error{ErrorCode::model_invalid, "over.toml:5:5: 'a.y' is not a whole number"});
    auto other = File::parse("[a]\nz = 1\n", "other.toml");
    under = File::parse("[a]\n", "under.toml");
    under->lay_over(std::move(*other));
    under->root().section("a").end();
    CHECK(under->judge().error().detail == "other.toml:2:1: there is no key 'a.z'");
    CHECK(File::load("/nonexistent.toml").error().code == ErrorCode::file_unreadable);
}
