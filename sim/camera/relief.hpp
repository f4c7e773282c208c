// SPDX-License-Identifier: Apache-2.0
// The simple relief over which a portrait is bent: a round head with a nose. Pure. Lengths in distances between the
// eyes, from the middle between them, y downwards.
#pragma once

#include "head.hpp"

namespace uketsuke::sim {

struct Relief {
    cv::Point2f middle;  ///< between the eyes, pixels
    float unit;          ///< pixels between the eyes
    float sine, cosine;  ///< of the turn

    /// How far a point stands out before the plane of the ears; 0 outside the face.
    [[nodiscard]] float depth(float x, float y) const;
    /// How far a point of the face goes to the right in the turn; the sides of the head stay.
    [[nodiscard]] float shift(float x, float y) const;
    /// Where the point that is seen here was before the turn.
    [[nodiscard]] float before(float x, float y) const;
};

Relief relief_of(const Eyes& eyes, double degrees);

}  // namespace uketsuke::sim
