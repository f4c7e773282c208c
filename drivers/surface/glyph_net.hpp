// SPDX-License-Identifier: Apache-2.0
// The network that tells printed symbols apart. Its weights are taught by the build (teach/) and compiled in.
#pragma once

#include <opencv2/core.hpp>

#include "symbols.hpp"

namespace uketsuke::drivers::surface {

/// For each row of kWindowArea numbers (level_window) one row of kSymbolCount probabilities. Reentrant.
cv::Mat recognise(const cv::Mat& rows);

}  // namespace uketsuke::drivers::surface
