// SPDX-License-Identifier: Apache-2.0
// The networks that tell printed symbols apart. Their weights are taught by the build (teach/) and compiled in.
#pragma once

#include <opencv2/core.hpp>

#include "symbols.hpp"

namespace uketsuke::drivers::surface {

/// For each row of kWindowInputs numbers (GlyphStrip::window) one row of kSymbolCount probabilities. Reentrant.
cv::Mat recognise(const cv::Mat& rows);
/// The mean of this and of a network that was taught apart, to refuse what is damaged.
cv::Mat recognise_surely(const cv::Mat& rows);

}  // namespace uketsuke::drivers::surface
