// SPDX-License-Identifier: Apache-2.0
// Every way in which a screen may have to find its place: panels and text sizes, and what is wrong with a screen there.
#pragma once

#include <array>
#include <string_view>

#include "lint.hpp"
#include "samples.hpp"

namespace uketsuke::tests {

struct Shape {
    std::string_view name;
    ui::Panel panel;
};
/// A panel of each class, and the large one of a kiosk that stands on the floor.
inline constexpr std::array kShapes{
    Shape{"wide", {1280, 800, 10.1}},
    Shape{"tall", {800, 1280, 10.1}},
    Shape{"floor", {1080, 1920, 27}},
    Shape{"compact", {800, 480, 7}},
};

struct TextSize {
    std::string_view name;
    flow::TextSize size;
    double capital_mm;  ///< least height of a capital of what is not a label (ui facts UI-01)
};
inline constexpr std::array kTextSizes{
    TextSize{"S", flow::TextSize::small, 3.5},
    TextSize{"M", flow::TextSize::standard, 4.8},
    TextSize{"L", flow::TextSize::large, 6.4},
};

/// With all languages of the table.
struct Cell {
    const Sample& sample;
    std::string_view language;
    const Shape& shape;
    const TextSize& size;
    bool reach = false;  ///< the patient does not reach the upper part
    int page = 0;        ///< of the screen, where it has more than one
};
/// The screen's name, or that of what stands in front of it.
std::string_view screen_of(const Sample& sample);

/// For a panel, made once.
const ui::paint::Painter& painter_of(const Shape& shape);
ui::Scene scene_in(const Cell& cell);
/// How a problem ends that is none but the size of a text.
inline constexpr std::string_view kSmallerThanAsked = " is smaller than asked for";
/// … that is none but its place in reach mode.
inline constexpr std::string_view kTooHigh = " is out of reach";
/// On all its pages: places, order, texts, glyphs, and words for every target; a sentence each.
Problems problems_in(Cell cell);

}  // namespace uketsuke::tests
