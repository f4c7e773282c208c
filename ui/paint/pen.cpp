// SPDX-License-Identifier: Apache-2.0
#include "pen.hpp"

#include <cairo.h>

#include <algorithm>

#include "icons.hpp"

namespace uketsuke::ui::paint::pen {

void source(cairo_t* c, Colour colour) { cairo_set_source_rgb(c, colour.red(), colour.green(), colour.blue()); }

void path(cairo_t* c, Points points, bool closed) {
    cairo_new_sub_path(c);
    for (const auto& [x, y] : points) cairo_line_to(c, x, y);
    if (closed) cairo_close_path(c);
}

void line(cairo_t* c, Points points, bool closed) {
    path(c, points, closed);
    cairo_stroke(c);
}

void circle(cairo_t* c, double x, double y, double radius) {
    cairo_new_sub_path(c);
    cairo_arc(c, x, y, radius, 0, 2 * kPi);
}

void dot(cairo_t* c, double x, double y, double radius) {
    circle(c, x, y, radius);
    cairo_fill(c);
}

void ring(cairo_t* c, double x, double y, double radius) {
    circle(c, x, y, radius);
    cairo_stroke(c);
}

void arc(cairo_t* c, double x, double y, double radius, double from_deg, double to_deg) {
    cairo_new_sub_path(c);
    cairo_arc(c, x, y, radius, from_deg * kPi / 180, to_deg * kPi / 180);
    cairo_stroke(c);
}

void box(cairo_t* c, double x, double y, double w, double h, double radius) {
    rounded(c, {x, y, w, h}, radius);
    cairo_stroke(c);
}

void fill_box(cairo_t* c, const Rect& box, double radius, Colour colour) {
    source(c, colour);
    rounded(c, box, radius);
    cairo_fill(c);
}

void outline_box(cairo_t* c, const Rect& box, double radius, double weight, Colour fill, Colour edge) {
    fill_box(c, box, radius, fill);
    source(c, edge);
    rounded(c, box, radius);
    cairo_set_line_width(c, weight);
    cairo_stroke(c);
}

void enter(cairo_t* c, const Rect& rect, double weight) {
    const double side = std::min(rect.w, rect.h);
    cairo_save(c);
    cairo_translate(c, rect.x + (rect.w - side) / 2, rect.y + (rect.h - side) / 2);
    cairo_scale(c, side / 100, side / 100);
    cairo_set_line_width(c, weight);
    cairo_set_line_cap(c, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(c, CAIRO_LINE_JOIN_ROUND);
}

}  // namespace uketsuke::ui::paint::pen
