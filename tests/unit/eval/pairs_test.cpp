// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/data/pairs.hpp"
#include "tools/eval/data/shown.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tools/eval/data/groups.hpp"
#include "tools/eval/data/manifest_line.hpp"

using namespace uketsuke;
using namespace uketsuke::tools::eval;

TEST_CASE("LFW's pairs stand for files of people, and its first line for folds") {
    const auto list = parse_pairs("2\t1\nAnn_Bee\t1\t12\nAnn_Bee\t3\tCy\t4\nDee\t1\t2\nDee\t1\tCy\t4\n");
    REQUIRE(list);
    CHECK(list->folds == 2);
    REQUIRE(list->pairs.size() == 4);
    CHECK(list->pairs[0].genuine);
    CHECK(list->pairs[0].first == Picture{"Ann_Bee/Ann_Bee_0001.jpg", "Ann_Bee"});
    CHECK(list->pairs[0].second.file == "Ann_Bee/Ann_Bee_0012.jpg");
    CHECK(list->pairs[0].fold == 0);
    CHECK_FALSE(list->pairs[1].genuine);
    CHECK(list->pairs[1].second == Picture{"Cy/Cy_0004.jpg", "Cy"});
    CHECK(list->pairs[2].fold == 1);
    CHECK(pictures_of(*list).size() == 6);
}

TEST_CASE("a first line with one number is one fold, and none is none") {
    CHECK(parse_pairs("1\nAnn 1 2\nAnn 1 Bob 1\n")->folds == 1);
    CHECK(parse_pairs("Ann 1 2\nAnn 1 Bob 1\n")->pairs.size() == 2);
}

TEST_CASE("two files a line: whose they are is told by their folders, their names or a third column") {
    const auto list = parse_pairs(
        "ann/1.png ann/2.png\nann/1.png bob/1.png\nann_0001.jpg ann_0002.jpg\nx.png y.png 1\n"
        "ann/1.png ann/3.png 0\n");
    REQUIRE(list);
    const std::vector<bool> genuine{true, false, true, true, false};
    for (std::size_t i = 0; i < genuine.size(); ++i) CHECK(list->pairs[i].genuine == genuine[i]);
    CHECK(list->pairs[2].first.subject == "ann");
}

TEST_CASE("names with blanks are kept when tabs part the columns") {
    const auto list = parse_pairs("Ann Bee/1 a.png\tAnn Bee/2.png\n");
    REQUIRE(list);
    CHECK(list->pairs[0].first.file == "Ann Bee/1 a.png");
}

TEST_CASE("comments and empty lines of a list are skipped") {
    const auto list = parse_pairs("# our people\n\nann 1 2\n#ann 1 3\n");
    REQUIRE(list);
    CHECK(list->pairs.size() == 1);
    CHECK_FALSE(parse_pairs("# nothing else\n"));
}

TEST_CASE("a list that is not understood is refused with the line") {
    for (const auto* text : {"", "2 1\n", "Ann 1 two\n", "Ann 1 2\nAnn\n", "a b c d\n", "a.png b.png maybe\n",
                             "2\t2\nAnn\t1\t2\nAnn\t1\tBob\t1\n", "0 5\nAnn 1 2\n"}) {
        INFO(text);
        const auto list = parse_pairs(text);
        REQUIRE_FALSE(list);
        CHECK(list.error().code == base::ErrorCode::config_invalid);
    }
    CHECK(parse_pairs("2\t2\nAnn\t1\t2\nAnn\t1\tBob\t1\n").error().detail ==
          "the first line promises 2 folds of 2 x 2 pairs, but there are 2 pairs");
    CHECK(read_pairs("no such file").error().code == base::ErrorCode::file_unreadable);
}

TEST_CASE("without a list every picture meets every other one once") {
    const auto list = all_pairs({{"a/1.png", "a"}, {"a/2.png", "a"}, {"b/1.png", "b"}});
    REQUIRE(list.pairs.size() == 3);
    CHECK(list.pairs[0].genuine);
    CHECK_FALSE(list.pairs[1].genuine);
    CHECK_FALSE(list.pairs[2].genuine);
}

TEST_CASE("a folder is walked for pictures, whatever the case of their endings") {
    const auto root = std::filesystem::temp_directory_path() / "uketsuke_folder_test";
    std::filesystem::remove_all(root);
    std::filesystem::create_directories(root / "ann");
    for (const auto* name : {"ann/2.JPG", "ann/1.png", "ann/notes.txt", "bob_0001.jp2"})
        std::ofstream(root / name) << "x";
    const auto pictures = pictures_in(root);
    REQUIRE(pictures);
    REQUIRE(pictures->size() == 3);
    CHECK((*pictures)[0] == Picture{"ann/1.png", "ann"});
    CHECK((*pictures)[1].file == "ann/2.JPG");
    CHECK((*pictures)[2].subject == "bob");
    CHECK(people_in(*pictures) == 2);
    CHECK(*folders_in(root) == std::vector<std::string>{"ann"});
    std::filesystem::remove_all(root / "ann");
    std::filesystem::remove(root / "bob_0001.jp2");
    CHECK_FALSE(pictures_in(root));
    std::filesystem::remove_all(root);
    CHECK_FALSE(pictures_in(root));
}

TEST_CASE("what was shown is pictures at the top, videos wherever they lie, and folders of frames") {
    const auto root = std::filesystem::temp_directory_path() / "uketsuke_shown_test";
    std::filesystem::remove_all(root);
    std::filesystem::create_directories(root / "day/first");
    for (const auto* name : {"b.png", "a.MP4", "day/first/2.png", "day/first/1.png", "day/take.y4m", "day/notes.txt"})
        std::ofstream(root / name) << "x";
    using Kind = Shown::Kind;
    CHECK(*shown_in(root) == std::vector<Shown>{{Kind::video, "a.MP4", {"a.MP4"}},
                                                {Kind::picture, "b.png", {"b.png"}},
                                                {Kind::frames, "day/first", {"day/first/1.png", "day/first/2.png"}},
                                                {Kind::video, "day/take.y4m", {"day/take.y4m"}}});
    std::filesystem::remove_all(root);
    CHECK_FALSE(shown_in(root));
    std::filesystem::create_directories(root);
    CHECK(shown_in(root).error().detail.find("neither a picture nor a video") != std::string::npos);
    std::filesystem::remove_all(root);
}

TEST_CASE("one line of a manifest is changed, in its own section, and nothing else") {
    const std::string manifest =
        "# centre = none\n[a]\nfile = \"x\"\ncentre = \"old\"  # why\n[b]\ncentres = 3\n[b.c]\n";
    CHECK(*with_line(manifest, "a", "centre", "new") ==
          "# centre = none\n[a]\nfile = \"x\"\ncentre = \"new\"\n[b]\ncentres = 3\n[b.c]\n");
    CHECK(*with_line(manifest, "b", "centre", "new") ==
          "# centre = none\n[a]\nfile = \"x\"\ncentre = \"old\"  # why\n[b]\ncentre = \"new\"\ncentres = 3\n[b.c]\n");
    CHECK(with_line(manifest, "b.c", "centre", "new")->substr(manifest.size()) == "centre = \"new\"\n");
    CHECK(with_line(manifest, "c", "centre", "new").error().detail == "there is no section [c]");
}

TEST_CASE("groups name their people, or are called as their file is") {
    CHECK(parse_groups("# a comment\nann\nbob\n\n", "older") == Groups{{"older", {"ann", "bob"}}});
    CHECK(*parse_groups("ann\tolder\nbob\tyounger\n", "x") == Groups{{"older", {"ann"}}, {"younger", {"bob"}}});
    CHECK_FALSE(parse_groups("", "x"));
    CHECK_FALSE(parse_groups("a\tb\tc\n", "x"));
    CHECK(read_groups("no such file").error().code == base::ErrorCode::file_unreadable);
}
