// SPDX-License-Identifier: Apache-2.0
// Strokes and dots for pictures that are drawn in a square of 100 units. Internal to paint.
#pragma once

#include <initializer_list>
#include <utility>

#include "theme.hpp"
#include "ui/scene/panel.hpp"

struct _cairo;

namespace uketsuke::ui::paint::pen {

using Points = std::initializer_list<std::pair<double, double>>;
constexpr double kPi = 3.14159265358979323846;

void source(_cairo* canvas, Colour colour);
/// A path, not yet drawn.
void path(_cairo* canvas, Points points, bool closed = false);
void circle(_cairo* canvas, double x, double y, double radius);
// Drawn at once.
void line(_cairo* canvas, Points points, bool closed = false);
void dot(_cairo* canvas, double x, double y, double radius);
void ring(_cairo* canvas, double x, double y, double radius);
void arc(_cairo* canvas, double x, double y, double radius, double from_deg, double to_deg);
void box(_cairo* canvas, double x, double y, double w, double h, double radius);
void fill_box(_cairo* canvas, const Rect& box, double radius, Colour colour);
void outline_box(_cairo* canvas, const Rect& box, double radius, double weight, Colour fill, Colour edge);
/// Scales the canvas so that the middle square of `rect` is 100 units wide; cairo_restore() ends it.
void enter(_cairo* canvas, const Rect& rect, double weight);

}  // namespace uketsuke::ui::paint::pen
