// SPDX-License-Identifier: Apache-2.0
#include "pictures.hpp"

#include <cairo.h>

#include <array>

#include "firmware/base/enumeration.hpp"
#include "firmware/domain/reader_shape.hpp"
#include "icons.hpp"
#include "pen.hpp"

namespace uketsuke::ui::paint {
namespace {

using namespace pen;

/// A green light says that the reader is on.
void lamp(cairo_t* c, const Palette& p, double x, double y) {
    source(c, p.things.lamp);
    dot(c, x, y, 1.6);
}

/// The reader on the counter, seen from the front: a tray with the place for the card.
void tray(cairo_t* c, const Palette& p) {
    fill_box(c, {6, 60, 88, 36}, 7, p.things.reader);
    fill_box(c, {6, 60, 88, 28}, 7, p.things.reader_top);
    fill_box(c, {19, 65, 62, 18}, 3, p.things.place);
    source(c, p.action);
    cairo_set_line_width(c, 1);
    const std::array dashes{3.0, 2.6};
    cairo_set_dash(c, dashes.data(), 2, 0);
    rounded(c, {21, 67, 58, 14}, 2.2);
    cairo_stroke(c);
    cairo_set_dash(c, nullptr, 0, 0);
    lamp(c, p, 87, 74);
}

/// An invented card: photo on the left, lines on the right, no name, no number.
void card_picture(cairo_t* c, const Palette& p, double x, double y) {
    fill_box(c, {x + 1, y + 1.4, 58, 36.6}, 3.2, p.things.shadow);
    source(c, p.sheet);
    rounded(c, {x, y, 58, 36.6}, 3.2);
    cairo_fill_preserve(c);
    cairo_save(c);
    cairo_clip(c);
    source(c, p.things.strip_above);
    cairo_rectangle(c, x, y, 58, 8);
    cairo_fill(c);
    source(c, p.things.strip_below);
    cairo_rectangle(c, x, y + 30, 58, 8);
    cairo_fill(c);
    source(c, p.things.photo);
    cairo_rectangle(c, x + 5, y + 11, 14, 17);
    cairo_fill_preserve(c);
    cairo_clip(c);
    source(c, p.things.face);
    dot(c, x + 12, y + 18, 3.7);
    cairo_save(c);
    cairo_translate(c, x + 12, y + 29);
    cairo_scale(c, 1, 1.05);
    dot(c, 0, 0, 6);
    cairo_restore(c);
    cairo_restore(c);
    cairo_set_line_width(c, 1.8);
    source(c, p.things.lines);
    for (const auto& [row, length] : {std::pair{12.5, 28.0}, {17.5, 22.0}, {22.5, 28.0}, {27.0, 16.0}})
        line(c, {{x + 24, y + row}, {x + 24 + length, y + row}});
    source(c, p.text);
    cairo_set_line_width(c, 1.1);
    box(c, x, y, 58, 36.6, 3.2);
}

/// Its back: the contacts of the chip and the code beside them.
void card_back(cairo_t* c, const Palette& p, double x, double y) {
    fill_box(c, {x + 1, y + 1.4, 58, 36.6}, 3.2, p.things.shadow);
    fill_box(c, {x, y, 58, 36.6}, 3.2, p.things.back);
    fill_box(c, {x + 6, y + 11, 12, 10}, 2, p.things.chip);
    source(c, p.things.chip_lines);
    cairo_set_line_width(c, 0.9);
    box(c, x + 6, y + 11, 12, 10, 2);
    line(c, {{x + 12, y + 11}, {x + 12, y + 21}});
    line(c, {{x + 6, y + 16}, {x + 18, y + 16}});
    constexpr std::array kCode{0b111010, 0b101101, 0b110011, 0b001110, 0b101001, 0b110111};
    for (int row = 0; row < 6; ++row)
        for (int column = 0; column < 6; ++column)
            if ((kCode.at(static_cast<std::size_t>(row)) >> column & 1) != 0)
                fill_box(c, {x + 38 + 2.2 * column, y + 17 + 2.2 * row, 2.2, 2.2}, 0.1, p.text);
    source(c, p.things.lines);
    cairo_set_line_width(c, 1.8);
    line(c, {{x + 6, y + 28}, {x + 32, y + 28}});
    source(c, p.text);
    cairo_set_line_width(c, 1.1);
    box(c, x, y, 58, 36.6, 3.2);
}

/// Draws what moves where its pose has it: `way` units down at the reader.
template <class Draw>
void moved(cairo_t* c, const Pose& pose, double way, Draw draw) {
    cairo_save(c);
    cairo_translate(c, 0, pose.way * way);
    if (pose.alpha < 1) cairo_push_group(c);
    draw();
    if (pose.alpha < 1) {
        cairo_pop_group_to_source(c);
        cairo_paint_with_alpha(c, pose.alpha);
    }
    cairo_restore(c);
}

/// Where something moves the arrow makes way for it.
void arrow(cairo_t* c, const Palette& p, bool down, const Pose& pose) {
    if (!(pose == Pose{})) return;
    cairo_save(c);
    cairo_translate(c, 50, 51);
    if (!down) cairo_scale(c, 1, -1);
    source(c, p.sheet);
    cairo_set_line_width(c, 3);
    path(c, {{-5, -10}, {5, -10}, {5, 0}, {12, 0}, {0, 12}, {-12, 0}, {-5, 0}}, true);
    cairo_stroke_preserve(c);
    source(c, p.action);
    cairo_fill(c);
    cairo_restore(c);
}

void numbered_disc(cairo_t* c, const Palette& p, double x, double y, int number, bool marked) {
    source(c, marked ? p.action : p.outline);
    dot(c, x, y, marked ? 8 : 6.5);
    source(c, p.sheet);
    cairo_set_line_width(c, 2);
    // The digits 1, 2 and 3 as strokes: the picture needs no font.
    if (number == 1) line(c, {{x - 2, y - 2.5}, {x + 0.5, y - 4.5}, {x + 0.5, y + 4.5}});
    if (number == 2) {
        arc(c, x, y - 1.8, 2.6, -170, 40);
        line(c, {{x + 2, y - 0.2}, {x - 2.6, y + 4.3}, {x + 2.8, y + 4.3}});
    }
    if (number == 3) {
        arc(c, x, y - 2.2, 2.2, -160, 90);
        arc(c, x, y + 2.2, 2.4, -90, 160);
    }
}

}  // namespace

namespace {

void flat(cairo_t* c, const Palette& p, bool in, const Pose& pose) {
    tray(c, p);
    moved(c, pose, 40, [&] { card_picture(c, p, 21, 2); });
    arrow(c, p, in, pose);
}

void flat_face_down(cairo_t* c, const Palette& p, bool in, const Pose& pose) {
    tray(c, p);
    moved(c, pose, 40, [&] { card_back(c, p, 21, 2); });
    arrow(c, p, in, pose);
}

/// The card above a slit of the reader's upper side, photo towards the patient.
void upright(cairo_t* c, const Palette& p, bool in, const Pose& pose) {
    fill_box(c, {6, 60, 88, 36}, 7, p.things.reader);
    fill_box(c, {6, 60, 88, 18}, 7, p.things.reader_top);
    fill_box(c, {17, 66, 66, 5}, 2, p.things.place);
    lamp(c, p, 87, 88);
    cairo_save(c);
    cairo_rectangle(c, 0, 0, 100, 70);  // the rest of it is in the slit
    cairo_clip(c);
    moved(c, pose, 42, [&] { card_picture(c, p, 21, 4); });
    cairo_restore(c);
    arrow(c, p, in, pose);
}

/// The reader's front with the mouth of its slot; the card lies before it and goes away from the patient.
void front_slot(cairo_t* c, const Palette& p, bool in, const Pose& pose) {
    fill_box(c, {6, 2, 88, 44}, 7, p.things.reader);
    fill_box(c, {6, 2, 88, 18}, 7, p.things.reader_top);
    fill_box(c, {17, 30, 66, 6}, 2, p.things.place);
    lamp(c, p, 87, 12);
    cairo_save(c);
    cairo_rectangle(c, 0, 32, 100, 68);  // the rest of it is in the slot
    cairo_clip(c);
    moved(c, pose, -44, [&] { card_picture(c, p, 21, 60); });
    cairo_restore(c);
    arrow(c, p, !in, pose);
}

}  // namespace

void card_and_reader(cairo_t* c, const Palette& p, bool in, int shape, const Pose& pose) {
    constexpr std::array kDrawings{flat, flat_face_down, upright, front_slot};
    static_assert(kDrawings.size() == base::kCountOf<domain::ReaderShape>);
    kDrawings.at(static_cast<std::size_t>(shape))(c, p, in, pose);
}

void phone_and_reader(cairo_t* c, const Palette& p, bool in, const Pose& pose) {
    fill_box(c, {16, 74, 68, 20}, 7, p.things.reader);
    fill_box(c, {16, 74, 68, 14}, 7, p.things.reader_top);
    source(c, p.things.waves);
    cairo_set_line_width(c, 2.2);
    for (const double radius : {6.0, 11.0, 16.0}) arc(c, 50, 74, radius, 215, 325);
    moved(c, pose, 18, [&] {
        outline_box(c, {33, 2, 34, 54}, 6, 2.4, p.sheet, p.text);
        fill_box(c, {37, 8, 26, 38}, 2, p.things.screen);
    });
    cairo_save(c);
    cairo_translate(c, 0, 12);
    arrow(c, p, in, pose);
    cairo_restore(c);
}

void card_numbers(cairo_t* c, const Palette& p, int marked) {
    outline_box(c, {2, 19, 96, 62}, 5, 1.6, p.sheet, p.text);
    fill_box(c, {9, 40, 21, 26}, 1.5, p.things.photo);
    source(c, p.things.face);
    dot(c, 19.5, 49, 5.4);
    rounded(c, {11, 57, 17, 9}, 4);
    cairo_fill(c);
    source(c, p.things.lines);
    cairo_set_line_width(c, 2.6);
    line(c, {{10, 27}, {52, 27}});
    line(c, {{10, 34}, {70, 34}});
    if (marked == 0) return;
    struct Place {
        double x, y, length;
    };
    constexpr std::array kPlaces{Place{56, 47, 34}, Place{56, 63, 34}, Place{26, 73.5, 14}};
    for (int i = 0; i < 3; ++i) {
        const auto& at = kPlaces.at(static_cast<std::size_t>(i));
        source(c, i + 1 == marked ? p.action : p.outline);
        cairo_set_line_width(c, 4.2);
        line(c, {{at.x, at.y}, {at.x + at.length, at.y}});
        numbered_disc(c, p, at.x - 12, at.y, i + 1, i + 1 == marked);
    }
}

}  // namespace uketsuke::ui::paint
