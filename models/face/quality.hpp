// SPDX-License-Identifier: Apache-2.0
// Whether a frame may be used, and what to tell the person if not. Internal to models/face: has OpenCV types.
#pragma once

#include "firmware/domain/face.hpp"
#include "quality_values.hpp"
#include "stages.hpp"

namespace uketsuke::models::face {

/// `aligned`: the face as align() gives it.
Quality measure(const cv::Mat& picture, const cv::Mat& aligned, const Face& face, const Points& points);
/// The first thing that is wrong, in the order in which a person can mend it; `good` for none.
domain::FaceAdvice advise(const Quality& quality, const QualityLimits& limits);

}  // namespace uketsuke::models::face
