// SPDX-License-Identifier: Apache-2.0
// Slips in every language, through driver and simulated printer; the pictures lie in build/slips to be looked at.
#include <catch2/catch.hpp>
#include <filesystem>

#include "drivers/escpos/commands.hpp"
#include "drivers/escpos/printer.hpp"
#include "sim/printer/paper.hpp"
#include "ui/slip/slip.hpp"

using namespace uketsuke;

namespace {

/// Black dots of some rows and columns.
int ink(const domain::Image& slip, int from, int to) {
    int dots = 0;
    for (int y = from; y < to; ++y)
        for (int x = 0; x < slip.width; ++x) dots += slip.pixels[static_cast<std::size_t>(y * slip.width + x)] == 0;
    return dots;
}

void keep(const domain::Image& slip, const std::string& name) {
    ui::paint::Picture picture(slip.width, slip.height);
    for (std::size_t i = 0; i < slip.pixels.size(); ++i)
        picture.pixels[i] = slip.pixels[i] == 0 ? 0xFF000000 : 0xFFFFFFFF;
    std::filesystem::create_directories("build/slips");
    REQUIRE(ui::paint::write_png(picture, "build/slips/" + name + ".png"));
}

}  // namespace

TEST_CASE("a slip has its lines within the paper, in every language and on both widths") {
    const auto text = ui::paint::TextEngine::create().value();
    const auto& languages = ui::languages();
    for (const int width : {drivers::escpos::kNarrow, drivers::escpos::kWide})
        for (const auto& row : languages.rows()) {
            INFO(row.code << " " << width);
            sim::Paper paper;
            drivers::escpos::Printer printer([&] { return paper.wire(); }, width);
            const auto lines = ui::slip_lines(
                languages, {"A-012", {2026, 11, 30}, languages.named(row.code).value(), ui::NextPlace::waiting_room});
            for (const auto& line : lines) {
                CHECK(line.text.find('{') == std::string::npos);
                CHECK(text.set(line.text, {line.em * width, line.bold, 1.3, &text.language(line.language)}, width)
                          .unknown_glyphs == 0);
            }
            REQUIRE(printer.print(ui::paint::paint_slip(text, lines, width)));
            REQUIRE(paper.slips.size() == 1);
            const auto& slip = paper.slips[0];
            CHECK(slip.height < width * 2);
            CHECK(ink(slip, 0, 4) == 0);
            CHECK(ink(slip, slip.height - 4, slip.height) == 0);
            CHECK(ink(slip, 0, slip.height) > width * 10);
            keep(slip, std::string(row.code) + "-" + std::to_string(width));
        }
}

TEST_CASE("a number that is longer than usual is written smaller, and stays whole") {
    const auto text = ui::paint::TextEngine::create().value();
    const auto lines = ui::slip_lines(ui::languages(), {"RECEPT-A100000", {2026, 11, 30}, {}, {}});
    const auto slip = ui::paint::paint_slip(text, lines, drivers::escpos::kNarrow);
    keep(slip, "long");
    for (int y = 0; y < slip.height; ++y) {
        CHECK(slip.pixels[static_cast<std::size_t>(y * slip.width)] == 255);
        CHECK(slip.pixels[static_cast<std::size_t>((y + 1) * slip.width - 1)] == 255);
    }
}
