// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "canvas.hpp"
#include "room.hpp"

namespace uketsuke::sim {
namespace {

void disc(Canvas& canvas, double x, double y, double width, double height) {
    cairo_save(canvas.get());
    cairo_translate(canvas.get(), x, y);
    cairo_scale(canvas.get(), width / 2, height / 2);
    cairo_arc(canvas.get(), 0, 0, 1, 0, 2 * M_PI);
    cairo_restore(canvas.get());
    cairo_fill(canvas.get());
}

void stroke_arc(Canvas& canvas, double x, double y, double radius, double from, double to) {
    cairo_set_line_cap(canvas.get(), CAIRO_LINE_CAP_ROUND);
    cairo_new_path(canvas.get());
    cairo_arc(canvas.get(), x, y, radius, from, to);
    cairo_stroke(canvas.get());
}

void draw_body(Canvas& canvas) {
    canvas.colour(0x2f6f8f);
    disc(canvas, 240, 690, 440, 330);
    canvas.colour(0xe0b08c);
    disc(canvas, 240, 500, 120, 170);
}

void draw_head(Canvas& canvas) {
    canvas.colour(0x3b3330);
    disc(canvas, 240, 270, 300, 350);
    canvas.colour(0xf0c8a4);
    disc(canvas, 240, 310, 250, 320);
    canvas.colour(0x3b3330);
    disc(canvas, 240, 165, 236, 110);
}

void draw_face(Canvas& canvas) {
    disc(canvas, 190, 300, 24, 30);
    disc(canvas, 290, 300, 24, 30);
    cairo_set_line_width(canvas.get(), 7);
    stroke_arc(canvas, 190, 290, 34, 1.2 * M_PI, 1.8 * M_PI);
    stroke_arc(canvas, 290, 290, 34, 1.2 * M_PI, 1.8 * M_PI);
    canvas.colour(0xb0604f);
    stroke_arc(canvas, 240, 365, 46, 0.18 * M_PI, 0.82 * M_PI);
}

}  // namespace

cv::Mat drawn_figure() {
    Canvas canvas(480, 640, 1);
    canvas.colour(0xd6d2c9);
    cairo_paint(canvas.get());
    draw_body(canvas);
    draw_head(canvas);
    draw_face(canvas);
    return canvas.picture();
}

}  // namespace uketsuke::sim
