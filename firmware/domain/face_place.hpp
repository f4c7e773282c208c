// SPDX-License-Identifier: Apache-2.0
// Where the one face of a frame is, against where it should be: for ears, at the rate of the camera. No picture and
// nothing of whose face it is.
#pragma once

#include "firmware/base/time.hpp"

namespace uketsuke::domain {

/// In units of what the quality gate allows, so that nobody else has to know its limits. Left and right are the
/// person's own, who faces the camera.
struct FacePlace {
    double x = 0;      ///< beside the middle; 1 = as far as is allowed, positive: too far to the left
    double y = 0;      ///< below the middle; 1 = as far as is allowed, positive: too low
    double depth = 0;  ///< doublings of the distance beyond what is allowed; 0 = well, positive: too far away
    double turn = 0;   ///< of the head; 1 = as far as is allowed, positive: to the left
    base::MonoTime taken;
    bool operator==(const FacePlace&) const = default;
};

}  // namespace uketsuke::domain
