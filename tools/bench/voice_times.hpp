// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "figures.hpp"

namespace uketsuke::tools::bench {

/// Reading all texts of the build's languages aloud, from nothing. False: none was made. Without espeak-ng there is
/// nothing to measure, which is told.
bool bench_voice(Figures& figures);

}  // namespace uketsuke::tools::bench
