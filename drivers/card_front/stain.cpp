// SPDX-License-Identifier: Apache-2.0
#include "stain.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "quantile.hpp"

namespace uketsuke::drivers::card_front {
namespace {

constexpr float kPrint = 0.4F;       ///< ink from which a pixel tells the print's colour
constexpr double kDark = 0.15;       ///< ink from which a pixel may be dirt
constexpr double kLeastTint = 0.06;  ///< difference of colour that is one, part of the paper's light
constexpr double kOverNoise = 5;     ///< deviations of the print's colour
constexpr std::size_t kSample = 20;  ///< pixels of print that tell its colour

}  // namespace

cv::Mat stains(const InkStrip& strip) {
    cv::Mat tint, found(strip.ink.size(), CV_8UC1, cv::Scalar(0));
    cv::blur(strip.warmth, tint, {3, 3});
    std::vector<float> print;
    for (int y = 0; y < tint.rows; ++y)
        for (int x = 0; x < tint.cols; ++x)
            if (strip.ink.at<float>(y, x) > kPrint) print.push_back(tint.at<float>(y, x));
    if (print.size() < kSample) return found;
    const double colour = median(print);
    for (auto& value : print) value = std::abs(value - static_cast<float>(colour));
    const double noise = 1.48 * median(print);
    tint = cv::abs(tint - colour);
    tint.setTo(0, strip.ink <= kDark);
    found = tint > std::max(kLeastTint, kOverNoise * noise);
    return found;
}

}  // namespace uketsuke::drivers::card_front
