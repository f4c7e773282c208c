// SPDX-License-Identifier: Apache-2.0
// Faster or slower speech of the same pitch, by libsonic. Pure.
#pragma once

#include "ui/scene/speaker.hpp"

namespace uketsuke::ui::voice {

/// `percent` of the speed: 75 … 200 (levels.hpp). 100: as it is.
Samples at_tempo(Samples samples, int percent);

}  // namespace uketsuke::ui::voice
