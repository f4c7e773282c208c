// SPDX-License-Identifier: Apache-2.0
#include "drivers/escpos/printer.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <vector>

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

/// A line to a printer that is as slow as it says, and may break off.
struct Line {
    std::unique_ptr<Wire> to;
    int baud = 9600;
    std::size_t carries = SIZE_MAX;  ///< so many bytes at once, then it breaks off
    struct Wait {
        std::size_t bytes;  ///< 0: for an answer
        base::Duration limit;
    };
    std::vector<Wait> waits{};
};

class LineWire : public Wire {
public:
    explicit LineWire(Line& line) : line_(line) {}
    base::Result<void> send(base::ByteView bytes, base::Duration limit) override {
        line_.waits.push_back({bytes.size(), limit});
        const auto carried = std::min(bytes.size(), line_.carries);
        if (auto sent = line_.to->send(bytes.first(carried), limit); !sent) return sent;
        if (carried == bytes.size()) return {};
        return base::fail(ErrorCode::slip_failed, "the printer takes no more");
    }
    std::optional<std::uint8_t> receive(base::Duration limit) override {
        line_.waits.push_back({0, limit});
        return line_.to->receive(limit);
    }
    void drop_received() override { line_.to->drop_received(); }
    [[nodiscard]] base::Duration time_of(std::size_t bytes) const override {
        return base::Duration(bytes * 10 * 1000 / static_cast<std::size_t>(line_.baud));
    }

private:
    Line& line_;
};

struct SlowDesk {
    sim::Paper paper;
    Line line{paper.wire()};
    Printer printer{[this]() -> base::Result<std::unique_ptr<Wire>> { return std::make_unique<LineWire>(line); },
                    kWide};
};

/// Whether the last rows of a slip are the picture.
bool ends_with(const domain::Image& slip, const domain::Image& picture) {
    return slip.width == picture.width && slip.pixels.size() >= picture.pixels.size() &&
           std::equal(picture.pixels.rbegin(), picture.pixels.rend(), slip.pixels.rbegin());
}

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

TEST_CASE("a slow line gets the time that its bytes need, and the answer after them too") {
    SlowDesk desk;
    REQUIRE(desk.printer.print(pattern(kWide, 560)));
    const auto& waits = desk.line.waits;
    REQUIRE(waits.size() == 17);  // four questions with their answers, the slip, the four again
    CHECK(waits[0].limit == Printer::kAnswer);
    CHECK(waits[1].limit == Printer::kAnswer);
    const std::chrono::milliseconds needs(waits[8].bytes * 10 * 1000 / 9600);
    CHECK(needs > std::chrono::seconds(40));
    CHECK(waits[8].limit == 2 * needs);
    CHECK(waits[9].limit == Printer::kAnswer + needs);
    CHECK(waits[10].limit == Printer::kAnswer + needs);
    desk.line.baud = 115200;
    REQUIRE(desk.printer.print(pattern(kWide, 560)));
    CHECK(desk.line.waits[17 + 8].limit == Printer::kSlip);
}

TEST_CASE("after a slip that broke off the printer answers again, and the next slip ends as it was drawn") {
    const auto picture = pattern(kWide, 200);
    const auto whole = printed(picture, kWide).size();
    const auto at = GENERATE_COPY(values<std::size_t>({3, 5, 9, 10, 1000, 9218, 9225, 12000, whole - 5, whole - 1}));
    const bool look_first = GENERATE(false, true);
    INFO(at << " " << look_first);
    SlowDesk desk;
    desk.line.carries = at;
    CHECK(desk.printer.print(picture).error().detail == "the printer takes no more");
    desk.line.carries = SIZE_MAX;
    if (look_first) CHECK(desk.printer.check());
    REQUIRE(desk.printer.print(picture));
    REQUIRE_FALSE(desk.paper.slips.empty());
    CHECK(ends_with(desk.paper.slips.back(), picture));
    CHECK(std::all_of(desk.paper.unknown.begin(), desk.paper.unknown.end(), [](int byte) { return byte == 0; }));
    const auto unknown = desk.paper.unknown.size();
    const auto slips = desk.paper.slips.size();
    REQUIRE(desk.printer.print(picture));  // and that was once
    CHECK(desk.paper.unknown.size() == unknown);
    REQUIRE(desk.paper.slips.size() == slips + 1);
    CHECK(desk.paper.slips.back().pixels == picture.pixels);
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
