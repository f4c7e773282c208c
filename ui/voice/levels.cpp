// SPDX-License-Identifier: Apache-2.0
#include "levels.hpp"

#include <cmath>

namespace uketsuke::ui::voice {

double gain_of(int loudness, int reference) { return std::min(1.0, std::pow(10.0, (loudness - reference) / 20.0)); }

}  // namespace uketsuke::ui::voice
