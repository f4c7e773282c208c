// SPDX-License-Identifier: Apache-2.0
// Where values of a picture lie: robust against what a few pixels hold.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace uketsuke::drivers::card_front {

/// The value below which a part (0 to 1) of a CV_32F matrix lies. Not of an empty one.
double quantile(const cv::Mat& values, double part);
/// The middle one; reorders them. Not of none.
double median(std::vector<float>& values);

}  // namespace uketsuke::drivers::card_front
