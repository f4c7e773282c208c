// SPDX-License-Identifier: Apache-2.0
// Every pair of colours that meets on a screen, in every theme (ui facts UI-05), by the formula of WCAG 2.2.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <iostream>

#include "firmware/base/enumeration.hpp"
#include "ui/paint/theme.hpp"

using namespace uketsuke;
using flow::Theme;
using ui::paint::Colour;
using ui::paint::Palette;

namespace {

double luminance(Colour colour) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.red()) + 0.7152 * linear(colour.green()) + 0.0722 * linear(colour.blue());
}

double contrast(Colour a, Colour b) {
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

/// `over` with this share on `under`.
Colour mixed(Colour over, double share, Colour under) {
    std::uint32_t rgb = 0;
    for (const int shift : {16, 8, 0}) {
        const auto part = [&](Colour c) { return static_cast<double>((c.rgb >> shift) & 255U); };
        rgb |= static_cast<std::uint32_t>(std::lround(part(over) * share + part(under) * (1 - share))) << shift;
    }
    return {rgb};
}

struct Pair {
    const char* what;
    Colour ink, ground;
};

std::vector<Pair> texts(const Palette& p) {
    return {
        {"text on the canvas", p.text, p.canvas},
        {"text on a sheet, a button, a key, an item", p.text, p.sheet},
        {"text on a sheet that warns", p.text, p.warning.pale},
        {"text on a sheet that informs", p.text, p.info.pale},
        {"text on a sheet of success", p.text, p.success.pale},
        {"text on a sheet of an error", p.text, p.error.pale},
        {"text of a tick under a finger", p.text, p.under_finger},
        {"a second answer", p.action, p.sheet},
        {"what leads on", p.on_action, p.action},
        {"under a finger", p.on_pressed, p.pressed},
        {"a mark that warns", p.warning.ink, p.warning.pale},
        {"a mark that informs", p.info.ink, p.info.pale},
        {"a hint over the brightest picture", ui::paint::kCameraInk,
         mixed(ui::paint::kCameraShade, ui::paint::kPillShade, {0xFFFFFF})},
        {"no picture", ui::paint::kCameraInk, ui::paint::kNoCamera},
    };
}

/// Icons, edges of what can be touched, and what says how far something is.
std::vector<Pair> parts(const Palette& p) {
    return {
        {"the edge of a button on a sheet", p.outline, p.sheet},
        {"the edge of a button on the canvas", p.outline, p.canvas},
        {"the edge of a second answer on the canvas", p.action, p.canvas},
        {"a button under a finger on a sheet", p.pressed, p.sheet},
        {"the edge of a tick under a finger", p.action, p.under_finger},
        {"a check in its box", p.on_action, p.action},
        {"a dot of the PIN", p.text, p.sheet},
        {"the digit that is next", p.action, p.sheet},
        {"a picture of success on its sheet", p.success.ink, p.sheet},
        {"a picture of success on its disc", p.success.ink, p.success.pale},
        {"a picture of warning on its sheet", p.warning.ink, p.sheet},
        {"a picture of warning on its disc", p.warning.ink, p.warning.pale},
        {"a picture of error on its sheet", p.error.ink, p.sheet},
        {"a picture of error on its disc", p.error.ink, p.error.pale},
        {"a picture of information on its disc", p.info.ink, p.info.pale},
        {"the sign within a picture of success", p.sheet, p.success.ink},
        {"the sign within a picture of warning", p.sheet, p.warning.ink},
        {"the sign within a picture of error", p.sheet, p.error.ink},
        {"the arrow of a drawing on the sheet, and on the card", p.action, p.sheet},
        {"the card's edge on the sheet", p.text, p.sheet},
        {"the reader on the sheet", p.things.reader, p.sheet},
        {"the reader on the sheet, its upper side", p.things.reader_top, p.sheet},
        {"the reader on a sheet that warns", p.things.reader, p.warning.pale},
        {"the slot in the reader", p.things.place, p.things.reader_top},
        {"the place of the card", p.action, p.things.place},
        {"the face on the card", p.things.face, p.things.photo},
        {"the focus on the canvas", p.focus, p.canvas},
        {"the focus on a sheet", p.focus, p.sheet},
        {"the focus on a sheet that warns", p.focus, p.warning.pale},
        {"the focus beside its gap", p.focus, p.focus_gap},
        {"a place that is not meant", p.outline, p.sheet},
    };
}

/// What may be fainter: it says nothing that the words beside it do not say.
std::vector<Pair> tracks(const Palette& p) {
    return {
        {"a step that is still to come", p.track, p.sheet},
        {"a step that is done beside it", p.action, p.track},
        {"the rest of a ring on a sheet", p.track, p.sheet},
        {"the edge of a sheet on the canvas", p.edged ? p.track : p.text, p.canvas},
        {"what turns in it", p.action, p.track},
    };
}

}  // namespace

TEST_CASE("in every theme text and parts stand out from what is behind them") {
    double lowest_text = 21, lowest_part = 21;
    for (const auto theme : base::kValuesOf<Theme>) {
        const auto& palette = ui::paint::palette_of(theme);
        const auto least = [&](const std::vector<Pair>& pairs, double ratio, double& lowest) {
            for (const auto& [what, ink, ground] : pairs) {
                INFO(base::enumerator_name(theme) << ": " << what);
                CHECK(contrast(ink, ground) >= ratio);
                lowest = std::min(lowest, contrast(ink, ground));
            }
        };
        least(texts(palette), theme == Theme::standard ? 7 : 12, lowest_text);
        least(parts(palette), 4.5, lowest_part);
        least(tracks(palette), 3, lowest_part);
    }
    std::cout << "contrast: text at least " << lowest_text << ", parts " << lowest_part << "\n";
}

TEST_CASE("the formula gives what WCAG says") {
    CHECK(contrast({0x000000}, {0xFFFFFF}) == Approx(21));
    CHECK(contrast({0x767676}, {0xFFFFFF}) == Approx(4.54).margin(0.01));
    CHECK(mixed({0x000000}, 0.5, {0xFFFFFF}) == Colour{0x808080});
}
