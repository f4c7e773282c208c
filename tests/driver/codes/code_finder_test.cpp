// SPDX-License-Identifier: Apache-2.0
// zbar on the tray's pictures: how codes lie, and what nobody should show.
#include <catch2/catch.hpp>
#include <random>

#include "drivers/codes/code_finder.hpp"
#include "shown.hpp"
#include "sim/camera/code_paper.hpp"

using namespace uketsuke;
using domain::CodeKind;
using drivers::codes::CodeFinder;
using drivers::codes::usable;
using test::seen;

namespace {

/// In one of the looks that a reader takes in turn.
std::vector<drivers::codes::Found> found_in(const domain::Image& image) {
    CodeFinder finder;
    for (const double turned : drivers::codes::kTurns)
        if (auto all = finder.find(image, turned); !all.empty()) return all;
    return {};
}

constexpr auto kWay = "UKW1:JA-X-EASY:2111111";

}  // namespace

TEST_CASE("a QR code is read however it is turned, a bar code of each kind too") {
    const std::pair<CodeKind, std::string> codes[] = {{CodeKind::qr, kWay},
                                                      {CodeKind::code128, "0012345-A"},
                                                      {CodeKind::code39, "0012345-A"},
                                                      {CodeKind::codabar, "A0012345B"},
                                                      {CodeKind::jan, "4912345678904"}};
    for (const auto& [kind, text] : codes)
        for (int turn = 15; turn < 360; turn += 30) {
            CAPTURE(text, turn);
            const auto found = found_in(seen({.text = text, .kind = kind, .turn = static_cast<double>(turn)}));
            REQUIRE(found.size() == 1);
            CHECK(found.front().kind == kind);
            CHECK(found.front().bytes == std::string_view(text));
        }
}

TEST_CASE("every sign of a bar code is read as it was written") {
    for (const auto& [kind, text] : {std::pair{CodeKind::code39, "ABCDEFGHIJKL"},
                                     {CodeKind::code39, "MNOPQRSTUVWX"},
                                     {CodeKind::code39, "YZ-. $/+%0123"},
                                     {CodeKind::code39, "456789"},
                                     {CodeKind::codabar, "C0123456789D"},
                                     {CodeKind::codabar, "A-$:/.+12B"},
                                     {CodeKind::jan, "0012345678905"},
                                     {CodeKind::jan, "2098765432103"}}) {
        CAPTURE(text);
        const auto found = found_in(seen({.text = text, .kind = kind}));
        REQUIRE(found.size() == 1);
        CHECK(found.front() == drivers::codes::Found{kind, base::WipedText(text)});
    }
}

TEST_CASE("a bar code that no printer could draw is refused in words") {
    for (const auto& [kind, text] : {std::pair{CodeKind::code39, "lower"},
                                     {CodeKind::code39, "A*B"},
                                     {CodeKind::codabar, "0012345"},
                                     {CodeKind::codabar, "A00A12B"},
                                     {CodeKind::jan, "4912345678905"},
                                     {CodeKind::jan, "12345"},
                                     {CodeKind::code128, "\n"}}) {
        CAPTURE(text);
        const auto paper = sim::paper_with({.text = text, .kind = kind});
        REQUIRE_FALSE(paper);
        CHECK_FALSE(paper.error().detail.empty());
    }
}

TEST_CASE("light on dark is read, and somewhat out of focus") {
    CHECK(found_in(seen({.text = kWay, .dark = true})).size() == 1);
    CHECK(found_in(seen({.text = kWay, .blur = 2})).size() == 1);
    CHECK(found_in(seen({.text = "0012345", .kind = CodeKind::code128, .blur = 1})).size() == 1);
}

TEST_CASE("what cannot be read is no code") {
    CHECK(found_in(seen({.text = kWay, .blur = 20})).empty());
    CHECK(found_in(seen({.text = kWay, .glare = true})).empty());
    CHECK(found_in(seen({})).empty());
    CHECK(found_in({}).empty());
    CHECK(found_in({4, 4, 3, base::Bytes(7)}).empty());
    CHECK(found_in({1, 1, 1, base::Bytes(1)}).empty());
}

TEST_CASE("two codes in view are two, and the same one twice is one") {
    CHECK(found_in(seen({.text = kWay, .other = "1234567"})).size() == 2);
    CHECK(found_in(seen({.text = kWay, .other = kWay})).size() == 1);
}

TEST_CASE("the bytes of a code come as they are; only printable text of a fair length is of use") {
    const std::string binary("\0\x01\xFFpatient\x1B[2J", 13);
    const auto found = found_in(seen({.text = binary}));
    REQUIRE(found.size() == 1);
    CHECK(found.front().bytes == std::string_view(binary));
    CHECK_FALSE(usable(found.front().bytes));
    CHECK(usable("山田 123"));
    CHECK(usable(std::string(256, 'a')));
    CHECK_FALSE(usable(std::string(257, 'a')));
    CHECK_FALSE(usable(""));
    CHECK_FALSE(usable("two\nlines"));
    CHECK_FALSE(usable("\x7F"));
    CHECK_FALSE(usable("\xC2\x85"));
    CHECK_FALSE(usable("\xE3\x81"));
}

TEST_CASE("pictures without sense, of any size, do no harm") {
    std::mt19937 random(17);
    CodeFinder finder;
    for (int i = 0; i < 60; ++i) {
        const int width = static_cast<int>(random() % 400) + 1, height = static_cast<int>(random() % 400) + 1;
        domain::Image image{width, height, i % 2 == 0 ? 1 : 3, {}};
        image.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                            static_cast<std::size_t>(image.channels));
        const bool coarse = i % 3 == 0;
        for (auto& pixel : image.pixels)
            pixel = static_cast<std::uint8_t>(coarse ? random() % 2 * 255 : random() % 256);
        for (const auto& found : finder.find(image, drivers::codes::kTurns.at(static_cast<std::size_t>(i) % 4)))
            CHECK(found.bytes.size() <= 8192);
    }
}

TEST_CASE("a code with parts painted over is read right or not at all") {
    std::mt19937 random(5);
    int read = 0;
    for (int i = 0; i < 60; ++i) {
        auto image = seen({.text = kWay});
        for (int spot = 0; spot < 4; ++spot) {
            const int x = static_cast<int>(random() % 300) + 480, y = static_cast<int>(random() % 300) + 320;
            for (int dy = 0; dy < 24; ++dy)
                for (int dx = 0; dx < 24 * 3; ++dx)
                    image.pixels[static_cast<std::size_t>(((y + dy) * image.width + x) * 3 + dx)] =
                        spot % 2 == 0 ? 0 : 255;
        }
        for (const auto& found : found_in(image)) {
            ++read;
            CHECK(found.bytes == std::string_view(kWay));
        }
    }
    CHECK(read > 0);
}
