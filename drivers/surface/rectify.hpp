// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "layout.hpp"

namespace uketsuke::drivers::surface {

constexpr double kPixelsPerMm = 10;  ///< of a rectified card

/// The light card on the dark tray, grey, cut out and laid straight at kPixelsPerMm; empty when no card of the right
/// shape is in the picture. A card that lies upside down stays so (its lines are then not where they should be).
cv::Mat rectify(const cv::Mat& bgr, const SurfaceLayout& layout);

}  // namespace uketsuke::drivers::surface
