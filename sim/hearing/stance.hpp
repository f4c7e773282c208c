// SPDX-License-Identifier: Apache-2.0
// How a person stands before a camera, and what the camera would measure: geometry alone, no picture.
#pragma once

#include <optional>

#include "firmware/domain/face.hpp"
#include "firmware/domain/face_place.hpp"

namespace uketsuke::sim {

/// Where the middle of the face is, in metres from the camera, along the person's own right, upwards and away from it;
/// and to where the face looks.
struct Stance {
    double right = 0, up = 0, away = 0.45;
    double turn = 0;  ///< degrees to the person's own left of straight to the camera
};

/// What one frame shows; nothing where no face is found.
struct Framed {
    domain::FaceAdvice advice;  ///< of the product's own limits
    domain::FacePlace place;
};

/// By a camera that sees 60 degrees to the sides, 640x480, level with a face that is at 0; eyes 63 mm apart (the mean
/// of adults [general knowledge]), a face's box 0.19 m high. A face is found while its middle is in the picture and it
/// is turned aside by less than 50 degrees: our own assumption. Light and sharpness are well.
std::optional<Framed> framed(const Stance& stance, base::MonoTime taken);

}  // namespace uketsuke::sim
