// SPDX-License-Identifier: Apache-2.0
// Pictures drawn by code. Each is drawn in a square of 100 units.
#pragma once

#include "motion.hpp"
#include "picture.hpp"
#include "theme.hpp"
#include "ui/scene/scene.hpp"

namespace uketsuke::ui::paint {

/// A line drawing of one colour that fills the middle square of `box` (px); `weight` is the stroke in units.
void draw_icon(_cairo* canvas, Icon icon, const Rect& box, Colour colour, double weight = 7.5);
/// The large picture of a screen: a drawing of card and reader, or the icon on a disc in the shape of its tone
/// (success circle, error octagon, warning triangle, information square), so that colour says nothing alone. Without a
/// tone it is the plain icon. `value`: the shape of the reader, or which of a picture's numbers stands out. `pose`: of
/// what moves in it.
void draw_picture(_cairo* canvas, Icon icon, Tone tone, const Rect& box, const Palette& palette, int value = 0,
                  const Pose& pose = {});

/// Neutral: as text.
ToneColours colours_of(Tone tone, const Palette& palette);
/// A path, not yet filled.
void rounded(_cairo* canvas, const Rect& box, double radius);

}  // namespace uketsuke::ui::paint
