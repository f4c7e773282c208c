// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/scene/speaker.hpp"

namespace uketsuke::app {

/// Two short notes, by which staff hear how loud a volume is. As loud as a sound can be without clipping, so that the
/// volume alone decides.
ui::Samples test_tone();

}  // namespace uketsuke::app
