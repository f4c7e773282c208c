// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/statistics/score_file.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

using namespace uketsuke;
using namespace uketsuke::tools::eval;

TEST_CASE("columns stand between tabs or commas, comments and empty lines are skipped") {
    const auto file = parse_scores("# scores of a matcher\ngenuine\t0.75\tann\tann\n\n0, 0.25 , ann,bob\r\n");
    REQUIRE(file);
    REQUIRE(file->scores.genuine.size() == 1);
    REQUIRE(file->scores.impostors.size() == 1);
    CHECK(file->scores.genuine[0].score == 0.75F);
    CHECK(file->scores.subjects == std::vector<std::string>{"ann", "bob"});
    CHECK(file->scores.impostors[0].second == 1);
    CHECK(file->folds.empty());
}

TEST_CASE("a line that is not understood is named with its number") {
    for (const auto* text :
         {"genuine", "genuine,0.5,ann", "genuine,0.5\ngenuine,0.5,ann,ann", "maybe,0.5", "1,half", "1,nan",
          "1,0.5,ann,bob", "0,0.5,ann,ann", "1,0.5,ann,ann,first", "1,0.5,ann,ann,1e300", "1,0.5,a,a,1,2"}) {
        INFO(text);
        const auto file = parse_scores(text);
        REQUIRE_FALSE(file);
        CHECK(file.error().code == base::ErrorCode::config_invalid);
        CHECK(file.error().detail.substr(0, 5) == "line ");
    }
    CHECK(parse_scores("").error().code == base::ErrorCode::file_unreadable);
    CHECK(parse_scores("# nothing\n").error().code == base::ErrorCode::file_unreadable);
    CHECK(read_scores("no such file").error().code == base::ErrorCode::file_unreadable);
}

TEST_CASE("what is written is read back, with and without folds") {
    const auto* text =
        GENERATE("1\t0.5\tann\tann\t1\n0\t0.125\tann\tbob\t1\n1\t0.75\tbob\tbob\t2\n0\t0.25\tcy\tbob\t2\n",
                 "1\t0.5\tann\tann\n0\t0.125\tann\tbob\n", "1\t0.5\n0\t0.125\n");
    const auto first = parse_scores(text);
    REQUIRE(first);
    const auto path = std::filesystem::temp_directory_path() / "uketsuke_score_file_test" / "scores.tsv";
    std::filesystem::create_directories(path.parent_path());
    REQUIRE(write_scores(path, *first));
    const auto again = read_scores(path);
    std::filesystem::remove_all(path.parent_path());
    REQUIRE(again);
    CHECK(again->scores.subjects.size() == first->scores.subjects.size());
    CHECK(again->folds.size() == first->folds.size());
    REQUIRE(again->scores.impostors.size() == first->scores.impostors.size());
    for (std::size_t i = 0; i < first->scores.impostors.size(); ++i)
        CHECK(again->scores.impostors[i].score == first->scores.impostors[i].score);
}

TEST_CASE("a group is made of the comparisons among its people") {
    auto scores = parse_scores("1,0.9,a,a\n1,0.8,b,b\n0,0.1,a,b\n0,0.2,a,c\n0,0.3,b,c\n")->scores;
    const auto group = among(scores, {true, false, true});
    REQUIRE(group.genuine.size() == 1);
    REQUIRE(group.impostors.size() == 1);
    CHECK(group.impostors[0].score == 0.2F);
}
