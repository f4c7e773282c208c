// SPDX-License-Identifier: Apache-2.0
#include "drivers/escpos/printer.hpp"

#include <catch2/catch.hpp>

#include "drivers/escpos/commands.hpp"
#include "sim/printer/paper.hpp"

using namespace uketsuke;
using namespace drivers::escpos;
using base::ErrorCode;

namespace {

/// With a pattern that no shift or mirror leaves alike.
domain::Image pattern(int width, int height) {
    domain::Image image{width, height, 1, base::Bytes(static_cast<std::size_t>(width * height), 255)};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            if ((x * 7 + y * 13) % 11 < 4) image.pixels[static_cast<std::size_t>(y * width + x)] = 0;
    return image;
}

struct Desk {
    sim::Paper paper;
    int opened = 0;
    bool gone = false;
    Printer printer{[this]() -> base::Result<std::unique_ptr<Wire>> {
                        ++opened;
                        if (gone) return base::fail(ErrorCode::slip_failed, "gone");
                        return paper.wire();
                    },
                    kNarrow};
};

}  // namespace

TEST_CASE("what is printed is what was drawn, dot for dot") {
    Desk desk;
    for (const auto& [width, height] : {std::pair{384, 300}, {100, 1}, {380, 128}, {8, 129}}) {
        const auto picture = pattern(width, height);
        REQUIRE(desk.printer.print(picture));
        REQUIRE_FALSE(desk.paper.slips.empty());
        const auto& slip = desk.paper.slips.back();
        REQUIRE((slip.height == height && slip.width == (width + 7) / 8 * 8));
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < slip.width; ++x) {
                const auto white = x >= width || picture.pixels[static_cast<std::size_t>(y * width + x)] == 255;
                REQUIRE((slip.pixels[static_cast<std::size_t>(y * slip.width + x)] == 255) == white);
            }
    }
    CHECK(desk.paper.slips.size() == 4);
    CHECK(desk.paper.unknown.empty());
    REQUIRE(desk.printer.print(pattern(1000, 10)));
    CHECK(desk.paper.slips.back().width == kNarrow);
}

TEST_CASE("what keeps a printer from printing is told, nothing is sent to it, and it goes on by itself") {
    struct Case {
        bool sim::Paper::*fault;
        ErrorCode code;
        const char* words;
    };
    const auto now = GENERATE(Case{&sim::Paper::out, ErrorCode::slip_paper_out, "the paper has ended"},
                              Case{&sim::Paper::cover_open, ErrorCode::slip_failed, "the cover is open"},
                              Case{&sim::Paper::cutter_blocked, ErrorCode::slip_failed, "the cutter is blocked"},
                              Case{&sim::Paper::silent, ErrorCode::slip_failed, "the printer does not answer"});
    Desk desk;
    REQUIRE(desk.printer.check());
    desk.paper.*now.fault = true;
    CHECK(desk.printer.print(pattern(8, 8)).error() == base::Error{now.code, now.words});
    CHECK(desk.printer.check().error().code == now.code);
    CHECK(desk.paper.slips.empty());
    desk.paper.*now.fault = false;
    CHECK(desk.printer.print(pattern(8, 8)));
    CHECK(desk.paper.slips.size() == 1);
}

TEST_CASE("a printer that is plugged out and in again is found anew") {
    Desk desk;
    desk.gone = true;
    CHECK(desk.printer.check().error().detail == "gone");
    CHECK(desk.printer.check().error().detail == "gone");
    desk.gone = false;
    CHECK(desk.printer.check());
    CHECK(desk.printer.check());
    CHECK(desk.opened == 3);
}

TEST_CASE("what is no status byte is no printer") {
    for (int byte = 0; byte < 256; ++byte) {
        const auto judged = judge(Query::paper, static_cast<std::uint8_t>(byte));
        const bool status = (byte & 0x93) == 0x12;
        INFO(byte);
        CHECK(judged.has_value() == (status && (byte & 0x60) == 0));
        if (!judged) CHECK((judged.error().code == ErrorCode::slip_paper_out) == status);
    }
}
