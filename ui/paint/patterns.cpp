// SPDX-License-Identifier: Apache-2.0
#include "patterns.hpp"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "pen.hpp"

namespace uketsuke::ui::paint {
namespace {

constexpr Colour kBlack{0x000000}, kWhite{0xFFFFFF};

void fill(cairo_t* c, const Rect& box, Colour colour) {
    pen::source(c, colour);
    cairo_rectangle(c, box.x, box.y, box.w, box.h);
    cairo_fill(c);
}

/// The i-th of `count` parts of a box, side by side, in whole pixels.
Rect part(const Rect& box, int i, int count) {
    const auto left_of = [&](int n) { return box.x + std::round(box.w * n / count); };
    return {left_of(i), box.y, left_of(i + 1) - left_of(i), box.h};
}

/// A cross in a ring. An even number of pixels has its middle between two.
void target(cairo_t* c, const Rect& box, const Palette& p) {
    const double x = box.x + box.w / 2, y = box.y + box.h / 2, radius = box.w / 2 - 2;
    pen::source(c, p.text);
    cairo_set_line_width(c, 2);
    cairo_new_path(c);
    cairo_arc(c, x, y, radius * 0.6, 0, 2 * pen::kPi);
    cairo_move_to(c, x - radius, y);
    cairo_line_to(c, x + radius, y);
    cairo_move_to(c, x, y - radius);
    cairo_line_to(c, x, y + radius);
    cairo_stroke(c);
}

/// White would not be told from the sheet around it.
void edge(cairo_t* c, const Rect& box, const Palette& p) {
    pen::source(c, p.outline);
    cairo_new_path(c);
    cairo_rectangle(c, box.x + 0.5, box.y + 0.5, box.w - 1, box.h - 1);
    cairo_set_line_width(c, 1);
    cairo_stroke(c);
}

/// In equal steps of the value, the darkest and the lightest pair the hardest to tell apart.
void greys(cairo_t* c, const Rect& box) {
    constexpr int kGreys = 17;
    for (int i = 0; i < kGreys; ++i) {
        const auto value = static_cast<std::uint32_t>(std::lround(255.0 * i / (kGreys - 1)));
        fill(c, part(box, i, kGreys), {value << 16U | value << 8U | value});
    }
}

void colours(cairo_t* c, const Rect& box) {
    constexpr std::array<std::uint32_t, 8> kColours{0xFF0000, 0x00FF00, 0x0000FF, 0x00FFFF,
                                                    0xFF00FF, 0xFFFF00, 0xFFFFFF, 0x000000};
    for (std::size_t i = 0; i < kColours.size(); ++i)
        fill(c, part(box, static_cast<int>(i), static_cast<int>(kColours.size())), {kColours.at(i)});
}

/// Lines of one pixel, two pixels apart, upright and level, and then checks of one pixel: a panel that scales its
/// picture, or loses every other line, cannot show them.
void lines(cairo_t* c, const Rect& box) {
    fill(c, box, kWhite);
    const auto upright = part(box, 0, 3), level = part(box, 1, 3), checks = part(box, 2, 3);
    for (double x = upright.x; x < upright.right() - 2; x += 3) fill(c, {x, upright.y, 1, upright.h}, kBlack);
    for (double y = level.y; y < level.bottom(); y += 3) fill(c, {level.x, y, level.w - 2, 1}, kBlack);
    for (double y = checks.y; y < checks.bottom(); ++y)
        for (double x = checks.x + std::fmod(y - checks.y, 2); x < checks.right(); x += 2)
            fill(c, {x, y, 1, 1}, kBlack);
}

/// Fifty parts, each fifth and tenth longer. The first and the last stand at the edges.
void ruler(cairo_t* c, const Rect& box, const Palette& p) {
    constexpr int kParts = 50;
    fill(c, box, p.sheet);
    fill(c, {box.x, box.bottom() - 1, box.w, 1}, p.text);
    for (int i = 0; i <= kParts; ++i) {
        const double high = box.h * (i % 10 == 0 ? 1 : i % 5 == 0 ? 0.7 : 0.4);
        fill(c, {std::min(box.x + std::round(box.w * i / kParts), box.right() - 1), box.bottom() - high, 1, high},
             p.text);
    }
}

}  // namespace

void draw_pattern(cairo_t* c, Pattern pattern, const Rect& px, const Palette& palette) {
    cairo_save(c);
    if (pattern != Pattern::target) cairo_set_antialias(c, CAIRO_ANTIALIAS_NONE);
    switch (pattern) {
        case Pattern::target: target(c, px, palette); break;
        case Pattern::greys: greys(c, px); break;
        case Pattern::colours: colours(c, px); break;
        case Pattern::lines: lines(c, px); break;
        case Pattern::ruler: ruler(c, px, palette); break;
    }
    if (pattern == Pattern::greys || pattern == Pattern::colours) edge(c, px, palette);
    cairo_restore(c);
}

}  // namespace uketsuke::ui::paint
