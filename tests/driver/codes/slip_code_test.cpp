// SPDX-License-Identifier: Apache-2.0
// The my-way code: its text, and its way from the printer's paper to the camera over the tray.
#include <catch2/catch.hpp>
#include <filesystem>
#include <random>

#include "drivers/codes/code_finder.hpp"
#include "drivers/escpos/commands.hpp"
#include "drivers/escpos/printer.hpp"
#include "shown.hpp"
#include "sim/printer/paper.hpp"
#include "ui/slip/my_way.hpp"
#include "ui/slip/slip.hpp"

using namespace uketsuke;
using flow::Comfort;
using flow::Language;

namespace {

constexpr Comfort kAll{flow::TextSize::large, flow::Theme::high_contrast_light, true, true, true, true, true};
constexpr double kDotsPerMm = 8;  ///< 203 dpi

Comfort nth(int i) {
    return {static_cast<flow::TextSize>(i % 3), static_cast<flow::Theme>(i / 3 % 3), (i & 16) != 0, (i & 32) != 0,
            (i & 64) != 0,                      (i & 128) != 0,                     (i & 256) != 0};
}

/// The rows and columns with ink in them, from the first to the last.
struct Ink {
    int left = 0, right = 0, top = 0, bottom = 0;
};
Ink ink_of(const domain::Image& slip) {
    Ink ink{slip.width, 0, slip.height, 0};
    for (int y = 0; y < slip.height; ++y)
        for (int x = 0; x < slip.width; ++x)
            if (slip.pixels[static_cast<std::size_t>(y * slip.width + x)] == 0)
                ink = {std::min(ink.left, x), std::max(ink.right, x), std::min(ink.top, y), std::max(ink.bottom, y)};
    return ink;
}

domain::Image printed(const std::vector<ui::paint::SlipLine>& lines, const ui::paint::TextEngine& text, int width) {
    sim::Paper paper;
    drivers::escpos::Printer printer([&] { return paper.wire(); }, width);
    REQUIRE(printer.print(ui::paint::paint_slip(text, lines, width)));
    REQUIRE(paper.slips.size() == 1);
    return paper.slips.front();
}

void keep(const domain::Image& slip, const std::string& name) {
    ui::paint::Picture picture(slip.width, slip.height);
    for (std::size_t i = 0; i < slip.pixels.size(); ++i)
        picture.pixels[i] = slip.pixels[i] == 0 ? 0xFF000000 : 0xFFFFFFFF;
    std::filesystem::create_directories("build/slips");
    REQUIRE(ui::paint::write_png(picture, "build/slips/way-" + name + ".png"));
}

}  // namespace

TEST_CASE("each way of liking the kiosk, in each language, comes back as it was") {
    const auto& languages = ui::languages();
    for (int language = 0; language < languages.count(); ++language)
        for (int i = 0; i < 512; ++i) {
            const auto text = ui::my_way_text(languages, static_cast<Language>(language), nth(i));
            const auto way = ui::my_way_in(languages, text);
            REQUIRE(way == flow::MyWay{static_cast<Language>(language), nth(i)});
        }
    CHECK(ui::my_way_text(languages, languages.named("en").value(), {flow::TextSize::large, {}, true}) ==
          "UKW1:EN:2010000");
}

TEST_CASE("what is not written exactly so is no my-way code") {
    const auto& languages = ui::languages();
    const std::string good = "UKW1:JA:2100010";
    REQUIRE(ui::my_way_in(languages, good));
    for (const auto* bad :
         {"", "UKW1", "UKW1:", "UKW2:JA:2100010", "ukw1:JA:2100010", "UKW1:ja:2100010", "UKW1:JA:210001",
          "UKW1:JA:21000100", "UKW1:JA:3100010", "UKW1:JA:2300010", "UKW1:JA:2100012", "UKW1:JA:2100010 ",
          " UKW1:JA:2100010", "UKW1::2100010", "UKW1:JA2100010", "UKW1:JA:-100010", "UKW1:JA_X:2100010",
          "UKW1:ABCDEFGHIJKLMNOPQ:2100010", "https://example.com/UKW1:JA:2100010"}) {
        CAPTURE(bad);
        CHECK_FALSE(ui::my_way_in(languages, bad));
    }
    const auto elsewhere = ui::my_way_in(languages, "UKW1:XX:2100010");
    REQUIRE(elsewhere);
    CHECK_FALSE(elsewhere->language);
    const auto here = ui::languages_with(std::vector<std::string>{"ja", "en"});
    CHECK_FALSE(ui::my_way_in(*here, "UKW1:VI:2100010")->language);
}

TEST_CASE("texts at random and codes with signs exchanged are refused, or say what they say") {
    const auto& languages = ui::languages();
    std::mt19937 random(11);
    int taken = 0;
    for (int i = 0; i < 200000; ++i) {
        std::string text = i % 2 == 0 ? std::string("UKW1:JA:2100010") : std::string(random() % 40, ' ');
        const auto changes = i % 2 == 0 ? random() % 3 + 1 : text.size();
        for (std::size_t c = 0; c < changes && !text.empty(); ++c)
            text[random() % text.size()] = static_cast<char>(random() % 256);
        const auto way = ui::my_way_in(languages, text);
        if (!way) continue;
        ++taken;
        REQUIRE(text.starts_with("UKW1:"));
        if (way->language) REQUIRE(ui::my_way_text(languages, *way->language, way->comfort) == text);
    }
    CHECK(taken > 0);
}

TEST_CASE("a slip that the printer printed is read by the camera over the tray: the same way") {
    const auto text = ui::paint::TextEngine::create().value();
    const auto& languages = ui::languages();
    for (const int width : {drivers::escpos::kNarrow, drivers::escpos::kWide})
        for (const auto& row : languages.rows()) {
            CAPTURE(std::string(row.code), width);
            const auto language = languages.named(row.code).value();
            const ui::SlipFacts plain{"A-012", {2026, 11, 30}, language, ui::NextPlace::waiting_room};
            auto facts = plain;
            facts.way = kAll;
            const auto slip = printed(ui::slip_lines(languages, facts), text, width);
            const int before = printed(ui::slip_lines(languages, plain), text, width).height;
            keep(slip, std::string(row.code) + "-" + std::to_string(width));
            for (const double turn : {0.0, 37.0, 180.0}) {
                const auto paper = sim::paper_of(slip, kDotsPerMm, {width / 2.0, before + width * 0.2}, turn);
                drivers::codes::CodeFinder finder;
                const auto found = finder.find(test::image_of(sim::compose_tray({}, {}, paper)));
                REQUIRE(found.size() == 1);
                CHECK(ui::my_way_in(languages, found.front().bytes) == flow::MyWay{language, kAll});
            }
        }
}

TEST_CASE("a slip's code has a white margin of four modules, and four dots a module at least") {
    const auto text = ui::paint::TextEngine::create().value();
    const auto& languages = ui::languages();
    for (const int width : {drivers::escpos::kNarrow, drivers::escpos::kWide}) {
        auto lines = ui::slip_lines(languages, {"7", {2026, 11, 30}, {}, {}, kAll});
        const auto code = lines.at(4).code;
        REQUIRE(code.side >= 21);
        const auto slip = ui::paint::paint_slip(text, {lines.at(4)}, width);
        const auto ink = ink_of(slip);
        const int dots = (ink.right - ink.left + 1) / code.side;
        CHECK((ink.right - ink.left + 1) % code.side == 0);
        CHECK(ink.bottom - ink.top == ink.right - ink.left);
        CHECK(dots >= 4);
        CHECK(ink.left >= 4 * dots);
        CHECK(ink.top >= 4 * dots);
        CHECK(slip.width - 1 - ink.right >= 4 * dots);
        CHECK(slip.height - 1 - ink.bottom >= 4 * dots);
    }
}
