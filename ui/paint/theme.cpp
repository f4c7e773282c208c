// SPDX-License-Identifier: Apache-2.0
#include "theme.hpp"

#include "firmware/base/enumeration.hpp"

namespace uketsuke::ui::paint {
namespace {

struct ThemeRow {
    flow::Theme theme;
    Palette palette;
};

constexpr Palette kStandard{
    .canvas = {0xF2F2F2},
    .sheet = {0xFFFFFF},
    .text = {0x1A1A1A},
    .action = {0x0017C1},
    .on_action = {0xFFFFFF},
    .pressed = {0x000060},
    .on_pressed = {0xFFFFFF},
    .under_finger = {0xE8F1FE},
    .outline = {0x666666},
    .focus = {0x000000},
    .focus_gap = {0xFFD43D},
    .track = {0x8C8C8C},
    .info = {{0x0017C1}, {0xE8F1FE}},
    .success = {{0x115A36}, {0xE6F5EC}},
    .warning = {{0x604B00}, {0xFBF5E0}},
    .error = {{0xA90000}, {0xFDEEEE}},
    .things = {.reader = {0x3B4252},
               .reader_top = {0x4E5870},
               .place = {0xDCE3F0},
               .lamp = {0x8FD19E},
               .waves = {0x8FB6FF},
               .shadow = {0xC9CED8},
               .strip_above = {0xF9DDE6},
               .strip_below = {0xDDEBFA},
               .back = {0xEEF1F6},
               .lines = {0xAEB6C6},
               .photo = {0xE4E8F0},
               .face = {0x5B667E},
               .chip = {0xE0C36A},
               .chip_lines = {0x8C7430},
               .screen = {0xDDEBFA}},
};

constexpr Palette kDark{
    .canvas = {0x000000},
    .sheet = {0x000000},
    .text = {0xFFFFFF},
    .action = {0xFFD43D},
    .on_action = {0x000000},
    .pressed = {0xFFFFFF},
    .on_pressed = {0x000000},
    .under_finger = {0x262626},
    .outline = {0xFFFFFF},
    .focus = {0x00FFFF},
    .focus_gap = {0x000000},
    .track = {0x6E6E6E},
    .info = {{0xFFD43D}, {0x000000}},
    .success = {{0x9BD4B5}, {0x000000}},
    .warning = {{0xFFD43D}, {0x000000}},
    .error = {{0xFFBBBB}, {0x000000}},
    .things = {.reader = {0x8A93A6},
               .reader_top = {0xB4BBC9},
               .place = {0x000000},
               .lamp = {0x115A36},
               .waves = {0xFFFFFF},
               .shadow = {0x000000},
               .strip_above = {0x000000},
               .strip_below = {0x000000},
               .back = {0x000000},
               .lines = {0xB0B0B0},
               .photo = {0x404040},
               .face = {0xFFFFFF},
               .chip = {0xE0C36A},
               .chip_lines = {0x000000},
               .screen = {0x404040}},
    .edged = true,
    .still = true,
};

constexpr Palette kLight{
    .canvas = {0xFFFFFF},
    .sheet = {0xFFFFFF},
    .text = {0x000000},
    .action = {0x000060},
    .on_action = {0xFFFFFF},
    .pressed = {0x000000},
    .on_pressed = {0xFFFFFF},
    .under_finger = {0xE6E6E6},
    .outline = {0x000000},
    .focus = {0x000000},
    .focus_gap = {0xFFD43D},
    .track = {0x8C8C8C},
    .info = {{0x000060}, {0xFFFFFF}},
    .success = {{0x032213}, {0xFFFFFF}},
    .warning = {{0x000000}, {0xFFFFFF}},
    .error = {{0x620000}, {0xFFFFFF}},
    .things = {.reader = {0x262626},
               .reader_top = {0x404040},
               .place = {0xFFFFFF},
               .lamp = {0x8FD19E},
               .waves = {0x000060},
               .shadow = {0xFFFFFF},
               .strip_above = {0xFFFFFF},
               .strip_below = {0xFFFFFF},
               .back = {0xFFFFFF},
               .lines = {0x595959},
               .photo = {0xD9D9D9},
               .face = {0x000000},
               .chip = {0xE0C36A},
               .chip_lines = {0x000000},
               .screen = {0xD9D9D9}},
    .edged = true,
    .still = true,
};

constexpr auto kThemes = base::one_for_each<&ThemeRow::theme>(std::array{
    ThemeRow{flow::Theme::standard, kStandard},
    ThemeRow{flow::Theme::high_contrast_dark, kDark},
    ThemeRow{flow::Theme::high_contrast_light, kLight},
});

}  // namespace

const Palette& palette_of(flow::Theme theme) { return kThemes.at(base::index_of(theme)).palette; }

}  // namespace uketsuke::ui::paint
