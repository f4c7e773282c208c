// SPDX-License-Identifier: Apache-2.0
#include "icons.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "pen.hpp"
#include "pictures.hpp"

namespace uketsuke::ui::paint {
namespace {

using namespace pen;

void face(cairo_t* c) {
    for (const auto& [x, y] : {std::pair{1, 1}, {-1, 1}, {1, -1}, {-1, -1}})
        line(c, {{50 + 42.0 * x, 50 + 24.0 * y}, {50 + 42.0 * x, 50 + 42.0 * y}, {50 + 24.0 * x, 50 + 42.0 * y}});
    ring(c, 50, 50, 26);
    dot(c, 41, 45, 4);
    dot(c, 59, 45, 4);
    arc(c, 50, 50, 13, 35, 145);
}

void keypad(cairo_t* c) {
    for (int i = 0; i < 9; ++i) dot(c, 24 + 26.0 * (i % 3), 14 + 24.0 * (i / 3), 8);
    dot(c, 50, 86, 8);
}

void staff(cairo_t* c) {
    ring(c, 50, 32, 20);
    path(c, {{14, 90}});
    cairo_curve_to(c, 14, 50, 86, 50, 86, 90);
    cairo_close_path(c);
    cairo_stroke(c);
}

void globe(cairo_t* c) {
    ring(c, 50, 50, 40);
    line(c, {{10, 50}, {90, 50}});
    cairo_save(c);
    cairo_translate(c, 50, 50);
    cairo_scale(c, 0.45, 1);
    circle(c, 0, 0, 40);
    cairo_restore(c);
    cairo_stroke(c);
}

void card(cairo_t* c) {
    box(c, 6, 22, 88, 56, 8);
    ring(c, 30, 44, 8);
    arc(c, 30, 68, 13, 200, 340);
    line(c, {{56, 42}, {80, 42}});
    line(c, {{56, 58}, {72, 58}});
}

void camera(cairo_t* c) {
    box(c, 8, 28, 84, 56, 8);
    ring(c, 50, 56, 17);
    line(c, {{34, 28}, {40, 16}, {60, 16}, {66, 28}});
}

void pill(cairo_t* c) {
    cairo_save(c);
    cairo_translate(c, 50, 50);
    cairo_rotate(c, -kPi / 4);
    box(c, -42, -19, 84, 38, 19);
    line(c, {{0, -19}, {0, 19}});
    cairo_restore(c);
}

void stethoscope(cairo_t* c) {
    path(c, {{18, 10}, {18, 34}});
    cairo_curve_to(c, 18, 62, 62, 62, 62, 34);
    cairo_line_to(c, 62, 10);
    cairo_stroke(c);
    path(c, {{40, 56}, {40, 68}});
    cairo_curve_to(c, 40, 96, 80, 96, 80, 66);
    cairo_stroke(c);
    ring(c, 80, 54, 11);
}

void scalpel(cairo_t* c) {
    line(c, {{90, 12}, {54, 48}});
    line(c, {{44, 38}, {64, 58}});
    path(c, {{44, 38}});
    cairo_curve_to(c, 24, 52, 14, 70, 10, 90);
    cairo_line_to(c, 64, 58);
    cairo_stroke(c);
}

void chart(cairo_t* c) {
    box(c, 16, 16, 68, 76, 8);
    line(c, {{38, 16}, {38, 8}, {62, 8}, {62, 16}});
    line(c, {{28, 58}, {40, 58}, {48, 38}, {56, 74}, {62, 58}, {72, 58}});
}

void backspace(cairo_t* c) {
    line(c, {{34, 20}, {94, 20}, {94, 80}, {34, 80}, {6, 50}}, true);
    line(c, {{50, 38}, {74, 62}});
    line(c, {{74, 38}, {50, 62}});
}

void exclamation(cairo_t* c, double top, double bottom) {
    line(c, {{50, top}, {50, bottom - 28}});
    dot(c, 50, bottom, 8);
}

void clock_face(cairo_t* c) {
    ring(c, 50, 50, 40);
    line(c, {{50, 26}, {50, 50}, {66, 60}});
}

/// A door with an arrow through it.
void leave(cairo_t* c) {
    line(c, {{56, 28}, {56, 10}, {14, 10}, {14, 90}, {56, 90}, {56, 72}});
    line(c, {{34, 50}, {92, 50}});
    line(c, {{74, 32}, {92, 50}, {74, 68}});
}

void retry(cairo_t* c) {
    arc(c, 50, 54, 33, -30, 250);
    line(c, {{84, 12}, {81, 39}, {54, 36}});
}

void phone(cairo_t* c) {
    box(c, 26, 6, 48, 88, 9);
    line(c, {{42, 80}, {58, 80}});
}

void people(cairo_t* c) {
    ring(c, 34, 34, 17);
    path(c, {{6, 90}});
    cairo_curve_to(c, 6, 54, 62, 54, 62, 90);
    cairo_close_path(c);
    cairo_stroke(c);
    arc(c, 66, 34, 15, -110, 110);
    path(c, {{74, 60}});
    cairo_curve_to(c, 88, 64, 94, 76, 94, 90);
    cairo_line_to(c, 80, 90);
    cairo_stroke(c);
}

/// The three eyes of a QR code, and some of its squares.
void code(cairo_t* c) {
    for (const auto& [x, y] : {std::pair{8, 8}, {60, 8}, {8, 60}}) {
        box(c, x, y, 32, 32, 3);
        dot(c, x + 16, y + 16, 5);
    }
    for (const auto& [x, y] : {std::pair{66, 66}, {86, 66}, {76, 78}, {66, 90}, {88, 88}}) dot(c, x, y, 5);
}

void paper(cairo_t* c) {
    line(c, {{20, 8}, {60, 8}, {82, 30}, {82, 92}, {20, 92}}, true);
    line(c, {{60, 8}, {60, 30}, {82, 30}});
    line(c, {{36, 52}, {66, 52}});
    line(c, {{36, 70}, {66, 70}});
}

void simple(cairo_t* c, Icon icon) {
    switch (icon) {
        case Icon::card: card(c); break;
        case Icon::face: face(c); break;
        case Icon::keypad: keypad(c); break;
        case Icon::staff: staff(c); break;
        case Icon::globe: globe(c); break;
        case Icon::back:
            line(c, {{58, 18}, {26, 50}, {58, 82}});
            line(c, {{28, 50}, {84, 50}});
            break;
        case Icon::leave: leave(c); break;
        case Icon::retry: retry(c); break;
        case Icon::next:
            line(c, {{42, 18}, {74, 50}, {42, 82}});
            line(c, {{16, 50}, {72, 50}});
            break;
        case Icon::check: line(c, {{16, 52}, {40, 76}, {84, 26}}); break;
        case Icon::cross:
            line(c, {{22, 22}, {78, 78}});
            line(c, {{78, 22}, {22, 78}});
            break;
        case Icon::warning: exclamation(c, 12, 92); break;
        case Icon::info:
            dot(c, 50, 14, 8);
            line(c, {{50, 44}, {50, 92}});
            break;
        case Icon::camera: camera(c); break;
        case Icon::pill: pill(c); break;
        case Icon::stethoscope: stethoscope(c); break;
        case Icon::scalpel: scalpel(c); break;
        case Icon::chart: chart(c); break;
        case Icon::clock: clock_face(c); break;
        case Icon::backspace: backspace(c); break;
        case Icon::phone: phone(c); break;
        case Icon::people: people(c); break;
        case Icon::paper: paper(c); break;
        case Icon::code: code(c); break;
        case Icon::card_in:
        case Icon::card_out:
        case Icon::phone_in:
        case Icon::phone_out:
        case Icon::card_numbers:
        case Icon::none: break;
    }
}

void tone_shape(cairo_t* c, Tone tone) {
    switch (tone) {
        case Tone::success: circle(c, 50, 50, 32); break;
        case Tone::error: {
            cairo_new_sub_path(c);
            for (int i = 0; i < 8; ++i)
                cairo_line_to(c, 50 + 33 * std::cos((i + 0.5) * kPi / 4), 50 + 33 * std::sin((i + 0.5) * kPi / 4));
            cairo_close_path(c);
            break;
        }
        case Tone::warning: path(c, {{50, 20}, {82, 74}, {18, 74}}, true); break;
        default: rounded(c, {22, 22, 56, 56}, 9); break;
    }
}

/// The sign inside a tone's shape, smaller where the shape is narrow.
Rect inside(Tone tone) { return tone == Tone::warning ? Rect{36, 38, 28, 32} : Rect{33, 33, 34, 34}; }

}  // namespace

ToneColours colours_of(Tone tone, const Palette& palette) {
    switch (tone) {
        case Tone::neutral: return {palette.text, palette.sheet};
        case Tone::info: return palette.info;
        case Tone::success: return palette.success;
        case Tone::warning: return palette.warning;
        case Tone::error: return palette.error;
    }
    return {palette.text, palette.sheet};
}

void rounded(cairo_t* c, const Rect& b, double radius) {
    cairo_new_sub_path(c);
    cairo_arc(c, b.right() - radius, b.y + radius, radius, -kPi / 2, 0);
    cairo_arc(c, b.right() - radius, b.bottom() - radius, radius, 0, kPi / 2);
    cairo_arc(c, b.x + radius, b.bottom() - radius, radius, kPi / 2, kPi);
    cairo_arc(c, b.x + radius, b.y + radius, radius, kPi, 3 * kPi / 2);
    cairo_close_path(c);
}

void draw_icon(cairo_t* c, Icon icon, const Rect& rect, Colour colour, double weight) {
    enter(c, rect, weight);
    source(c, colour);
    simple(c, icon);
    cairo_restore(c);
}

void draw_picture(cairo_t* c, Icon icon, Tone tone, const Rect& rect, const Palette& palette, int value,
                  const Pose& pose) {
    enter(c, rect, 4);
    if (icon == Icon::card_in || icon == Icon::card_out) {
        card_and_reader(c, palette, icon == Icon::card_in, value, pose);
    } else if (icon == Icon::phone_in || icon == Icon::phone_out) {
        phone_and_reader(c, palette, icon == Icon::phone_in, pose);
    } else if (icon == Icon::card_numbers) {
        card_numbers(c, palette, value);
    } else if (tone == Tone::neutral) {
        draw_icon(c, icon, {0, 0, 100, 100}, palette.action);
    } else {
        const auto colours = colours_of(tone, palette);
        source(c, colours.pale);
        dot(c, 50, 50, 50);
        source(c, colours.ink);
        tone_shape(c, tone);
        cairo_fill_preserve(c);
        cairo_stroke(c);
        draw_icon(c, icon, inside(tone), palette.sheet, 13);
    }
    cairo_restore(c);
}

}  // namespace uketsuke::ui::paint
