// SPDX-License-Identifier: Apache-2.0
// What the network looks at: a small window of a printed line. Teaching and reading share it.
#pragma once

#include <opencv2/core.hpp>

namespace uketsuke::drivers::surface {

constexpr int kEmPixels = 20;  ///< of a line that is read
constexpr int kWindowWidth = 18, kWindowHeight = 22;
constexpr int kWindowArea = kWindowWidth * kWindowHeight;
constexpr double kMiddle = 0.37;  ///< em of the window's middle above the base line: the middle of a digit

/// Makes a row of kWindowArea numbers out of a window of ink (CV_32F, 0 paper to about 1 ink), the same for strong and
/// faint print; where there is no print, noise stays small. Returns the window's deviation.
inline double level_window(const cv::Mat& window, float* row) {
    constexpr double kLeastDeviation = 0.12;
    cv::Scalar mean, deviation;
    cv::meanStdDev(window, mean, deviation);
    const auto scale = static_cast<float>(1 / std::max(deviation[0], kLeastDeviation));
    const auto middle = static_cast<float>(mean[0]);
    for (int y = 0; y < window.rows; ++y) {
        const auto* from = window.ptr<float>(y);
        for (int x = 0; x < window.cols; ++x) *row++ = (from[x] - middle) * scale;
    }
    return deviation[0];
}

}  // namespace uketsuke::drivers::surface
