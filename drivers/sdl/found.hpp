// SPDX-License-Identifier: Apache-2.0
// Whether there is a screen and a loudspeaker, without opening either: for a look at a kiosk's readiness, in a program
// that shows nothing.
#pragma once

#include <string>

#include "firmware/base/error.hpp"

namespace uketsuke::drivers::sdl {

/// "1280×800". Errors: internal, with SDL's reason.
base::Result<std::string> screen_found();
/// The device of that name, or any where it is empty: its name. Errors: internal.
base::Result<std::string> sound_found(const std::string& name);

}  // namespace uketsuke::drivers::sdl
