// SPDX-License-Identifier: Apache-2.0
// The product of matrices, several times as fast as OpenCV's over Debian's reference BLAS.
#pragma once

#include <opencv2/core.hpp>

namespace uketsuke::tools::teach {

/// `left` x `right`, both CV_32F and continuous by row. Reentrant, one thread.
cv::Mat product(const cv::Mat& left, const cv::Mat& right);

}  // namespace uketsuke::tools::teach
