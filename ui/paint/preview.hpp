// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "firmware/domain/image.hpp"
#include "picture.hpp"

namespace uketsuke::ui::paint {

/// Puts a camera picture into a part of `target`, as in a mirror: cut to the part's shape around the middle, and one
/// camera pixel a pixel when the sizes agree. Grey or BGR. Returns false, and draws nothing, for an inconsistent image.
bool mirror_into(Picture& target, const PixelRect& part, const domain::Image& image);

}  // namespace uketsuke::ui::paint
