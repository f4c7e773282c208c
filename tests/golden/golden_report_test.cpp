// SPDX-License-Identifier: Apache-2.0
// A difference is shown as expected, actual and difference, stays shown until it is gone, and can be taken over.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "golden_report.hpp"
#include "tests/support/scratch.hpp"
#include "tests/support/shell.hpp"

using namespace uketsuke;
using tests::GoldenFolders;
using ui::paint::Picture;
namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t kWhite = 0xFFFFFFFF, kBlack = 0xFF000000, kRed = 0xFFD00000;

std::string text_of(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

Picture with_dot(int x, int y) {
    Picture picture(8, 6, kWhite);
    picture.pixels[static_cast<std::size_t>(y * 8 + x)] = kBlack;
    return picture;
}

bool says(const fs::path& page, const std::string& what) { return text_of(page).find(what) != std::string::npos; }

}  // namespace

TEST_CASE("what differs is red, what is the same is pale, and another size differs where only one is") {
    const auto shown = tests::difference_of(with_dot(1, 1), with_dot(2, 1));
    int red = 0;
    for (const auto pixel : shown.pixels) red += pixel == kRed;
    CHECK(red == 2);
    CHECK(shown.pixels[8 + 1] == kRed);
    CHECK(shown.pixels[0] == 0xFFFFFFFF);
    const auto larger = tests::difference_of(Picture(4, 6, kWhite), Picture(8, 6, kWhite));
    CHECK(larger.width == 8);
    CHECK(larger.pixels[7] == kRed);
}

TEST_CASE("a page shows each picture and text that differs, and no longer when it is as it was") {
    const test::Scratch scratch;
    const GoldenFolders folders{scratch.path};
    const auto page = folders.report() / "index.html";
    fs::create_directories(scratch.path / "golden");
    REQUIRE(ui::paint::write_png(with_dot(1, 1), folders.kept("golden/a.png")));
    std::ofstream(folders.kept("golden/b.txt")) << "one\ntwo\n";
    const auto picture = tests::compare_picture("golden/a.png", with_dot(2, 1), folders);
    const auto text = tests::compare_text("golden/b.txt", "one\n<three>\n", folders);
    CHECK_FALSE(picture.same);
    CHECK_FALSE(text.same);
    CHECK(picture.why.find("2 pixels differ") != std::string::npos);
    CHECK(says(page, "2 of them"));
    for (const auto* shown : {"../../golden/a.png", "../golden-actual/golden/a.png", "difference/golden/a.png"}) {
        CHECK(says(page, shown));
        CHECK(fs::exists(folders.report() / shown));
    }
    CHECK(says(page, "&lt;three>"));
    CHECK(tests::compare_picture("golden/a.png", with_dot(1, 1), folders).same);
    CHECK(says(page, "1 of them"));
    CHECK_FALSE(says(page, "a.png"));
}

TEST_CASE("one command takes the actual results over") {
    const test::Scratch scratch;
    const GoldenFolders folders{scratch.path};
    fs::copy_file(KIOSK, scratch.path / "kiosk");
    REQUIRE_FALSE(tests::compare_picture("golden/new.png", with_dot(3, 3), folders).same);
    REQUIRE_FALSE(tests::compare_text("golden/new.txt", "one\n", folders).same);
    const auto taken = test::run("cd " + scratch.path.string() + " && ./kiosk accept");
    INFO(taken.text);
    CHECK(taken.status == 0);
    CHECK(taken.says("golden/new.png"));
    CHECK(tests::compare_picture("golden/new.png", with_dot(3, 3), folders).same);
    CHECK(tests::compare_text("golden/new.txt", "one\n", folders).same);
    const auto nothing = test::run("cd " + scratch.path.string() + " && ./kiosk accept");
    CHECK(nothing.status == 0);
    CHECK(nothing.says("nothing differs"));
}
