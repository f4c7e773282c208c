// SPDX-License-Identifier: Apache-2.0
// Whether a frame may be used, and what to tell the person if not. Internal to models/face: has OpenCV types.
#pragma once

#include "firmware/domain/face.hpp"
#include "firmware/domain/face_place.hpp"
#include "quality_values.hpp"
#include "stages.hpp"

namespace uketsuke::models::face {

/// How open the eyes are: height of the lids' opening over its width, mean of both; about 0.3 open, below 0.2 closed.
double eye_opening(const Points& points);
/// Light and sharpness are measured on the upright face in 112x112 pixels, so that the size does not matter.
Quality measure(cv::Size picture, const Face& face, const Points& points, const cv::Mat& upright, Scratch& scratch);
/// The first thing that is wrong, in the order in which a person can mend it; `good` for none.
domain::FaceAdvice advise(const Quality& quality, const QualityLimits& limits);

/// Where the face is, against the same limits.
domain::FacePlace place_of(const Quality& quality, const QualityLimits& limits, base::MonoTime taken);

}  // namespace uketsuke::models::face
