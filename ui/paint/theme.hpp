// SPDX-License-Identifier: Apache-2.0
// The colours of each theme by what they are for (ui facts §5.1), and the few measures that are only for painting. A
// theme changes colours and nothing else. Which of them meet, and how far apart they are, tests/golden/contrast_test.cpp
// holds.
#pragma once

#include <cstdint>

#include "firmware/flow/comfort.hpp"

namespace uketsuke::ui::paint {

/// 0xRRGGBB.
struct Colour {
    std::uint32_t rgb = 0;
    [[nodiscard]] constexpr double red() const { return ((rgb >> 16) & 255) / 255.0; }
    [[nodiscard]] constexpr double green() const { return ((rgb >> 8) & 255) / 255.0; }
    [[nodiscard]] constexpr double blue() const { return (rgb & 255) / 255.0; }
    bool operator==(const Colour&) const = default;
};

/// What says how something is: ink, and the ground that it may stand on.
struct ToneColours {
    Colour ink, pale;
};

/// The things that a patient handles, as they are drawn. Their paper is the sheet's colour, their edges the text's.
struct DrawnThings {
    Colour reader, reader_top;
    Colour place;  ///< of the card in it, or its slot
    Colour lamp, waves;
    Colour shadow, strip_above, strip_below, back, lines;
    Colour photo, face;
    Colour chip, chip_lines;
    Colour screen;  ///< of a phone
};

struct Palette {
    Colour canvas;             ///< behind everything
    Colour sheet;              ///< and buttons at rest
    Colour text;               ///< on both
    Colour action, on_action;  ///< what leads on: as ink on a sheet, or filled with ink on it
    Colour pressed, on_pressed;  ///< under a finger
    Colour under_finger;  ///< of a tick
    Colour outline;
    Colour focus, focus_gap;  ///< the ring around what a key would touch, and the one between it and that
    Colour track;  ///< of a ring, and steps that are still to come; the edge of what only has one
    ToneColours info, success, warning, error;
    DrawnThings things;
    /// Sheets and marks have an edge, since their colour is the canvas's; a fainter one than what can be touched.
    bool edged = false;
    bool still = false;  ///< nothing turns (ui facts UI-15)
};

const Palette& palette_of(flow::Theme theme);

/// Over a camera picture, whatever the theme: nobody chooses its colours.
constexpr Colour kCameraShade{0x000000};
constexpr Colour kCameraInk{0xFFFFFF};
constexpr Colour kNoCamera{0x1A1A1A};
constexpr double kPillShade = 0.88, kAroundOval = 0.5;  ///< how much of the shade

constexpr double kRadiusMm = 2;
constexpr double kNeutralStrokeMm = 0.35;
constexpr double kActionStrokeMm = 0.5;
constexpr double kFocusMm = 0.7, kFocusGapMm = 0.5;  ///< both rings fit between two buttons (ui facts §5.1, UI-04)

}  // namespace uketsuke::ui::paint
