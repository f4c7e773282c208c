// SPDX-License-Identifier: Apache-2.0
// A portrait that moves: the head turned, the lids closed. Pure. One photograph bent over a simple relief: enough for
// the landmarks to see a turn and a blink, no evidence about real heads.
#pragma once

#include <opencv2/core.hpp>
#include <optional>

#include "sim/acting/actor.hpp"

namespace uketsuke::sim {

/// Middles of the eyes in a portrait, the left one in the picture first.
struct Eyes {
    cv::Point2f left, right;
};
/// The measure of a face: pixels between the eyes.
inline double unit_of(const Eyes& eyes) { return cv::norm(eyes.right - eyes.left); }

/// A portrait and what is known of it. Without eyes it cannot move.
struct Sitter {
    Sitter(cv::Mat picture = {}, std::optional<Eyes> where = {}) : portrait(std::move(picture)), eyes(where) {}
    cv::Mat portrait;  ///< BGR, or empty for nobody
    std::optional<Eyes> eyes;
};

/// The portrait in this pose; the same picture when the pose is neutral or the eyes are not known.
cv::Mat moved_head(const Sitter& sitter, const HeadPose& pose);

}  // namespace uketsuke::sim
