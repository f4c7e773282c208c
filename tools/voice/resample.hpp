// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/scene/speaker.hpp"

namespace uketsuke::tools::voice {

/// By a windowed sinc; what the new rate cannot carry is filtered out.
ui::Samples resampled(const ui::Samples& samples, int rate);

}  // namespace uketsuke::tools::voice
