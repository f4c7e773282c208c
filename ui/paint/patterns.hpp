// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "theme.hpp"
#include "ui/scene/scene.hpp"

struct _cairo;

namespace uketsuke::ui::paint {

/// What a panel is tested with, in a box of whole pixels. Greys, colours and lines have their own, whatever the theme.
void draw_pattern(_cairo* canvas, Pattern pattern, const Rect& px, const Palette& palette);

}  // namespace uketsuke::ui::paint
