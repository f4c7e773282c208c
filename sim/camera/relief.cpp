// SPDX-License-Identifier: Apache-2.0
#include "relief.hpp"

#include <algorithm>
#include <cmath>

namespace uketsuke::sim {
namespace {

constexpr float kRadius = 1.15F;                                     ///< of the head, to the sides
constexpr float kMiddle = 0.35F;                                     ///< of the face, below the eyes
constexpr float kWide = 1.5F, kTall = 2.3F, kFade = 0.7F;            ///< what turns: an ellipse that fades out
constexpr float kNose = 0.35F, kNoseWide = 0.2F, kNoseTall = 0.32F;  ///< how far it stands out
constexpr float kNoseBelow = 0.55F;                                  ///< the eyes

/// 1 in the middle of the face, 0 at its edge and outside.
float weight(float x, float y) {
    const float far = std::hypot(x / kWide, (y - kMiddle) / kTall);
    const float fade = std::clamp((1 - far) / (1 - kFade), 0.0F, 1.0F);
    return fade * fade * (3 - 2 * fade);
}

float height(float x, float y) {
    const float round = std::abs(x) < kRadius ? kRadius * std::cos(x / kRadius * static_cast<float>(CV_PI) / 2) : 0;
    const float nose_x = x / kNoseWide, nose_y = (y - kNoseBelow) / kNoseTall;
    return round + kNose * std::exp(-(nose_x * nose_x + nose_y * nose_y) / 2);
}

}  // namespace

float Relief::depth(float x, float y) const { return height(x, y) * weight(x, y); }

float Relief::shift(float x, float y) const { return (x * (cosine - 1) + height(x, y) * sine) * weight(x, y); }

float Relief::before(float x, float y) const {
    float from = x;
    for (int i = 0; i < 8; ++i) from = x - shift(from, y);
    return from;
}

Relief relief_of(const Eyes& eyes, double degrees) {
    const cv::Point2f line = eyes.right - eyes.left;
    const auto turn = static_cast<float>(degrees * CV_PI / 180);
    return {(eyes.left + eyes.right) * 0.5F, std::hypot(line.x, line.y), std::sin(turn), std::cos(turn)};
}

}  // namespace uketsuke::sim
