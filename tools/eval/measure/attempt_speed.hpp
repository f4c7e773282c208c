// SPDX-License-Identifier: Apache-2.0
// What the frames of an attempt cost, in time and in allocations.
#pragma once

#include <memory>

#include "firmware/ports/face.hpp"
#include "models/face/models.hpp"
#include "speed.hpp"

namespace uketsuke::tools::eval {

/// Lets the face of the pictures stand before attempts: until there is enough, during the prompts, and afterwards.
/// Returns an attempt that can be decided. Errors: face_not_found (too few good frames).
base::Result<std::unique_ptr<ports::FaceAttempt>> measure_attempts(
    const std::shared_ptr<models::face::FaceModels>& models, const std::vector<cv::Mat>& pictures,
    const SpeedOptions& options, Speed& speed);

}  // namespace uketsuke::tools::eval
