// SPDX-License-Identifier: Apache-2.0
// What the face pipeline says. Advice speaks to the person; a verdict decides. Neither can stand for the other.
#pragma once

namespace uketsuke::domain {

/// One hint at a time, stable codes (ISO/IEC 29794-5 terms where they fit). `good` = hold still.
enum class FaceAdvice {
    good,
    no_face,
    several_faces,
    come_closer,
    move_back,
    move_to_middle,
    turn_to_camera,
    too_dark,
    too_bright,
    hold_still,
};

enum class FaceDecision { match, no_match, not_live };

/// One decision an attempt. `score` is the cosine similarity, −1 … 1; it is for the engineer and never shown.
struct Verdict {
    FaceDecision decision = FaceDecision::no_match;
    double score = -1;
    double threshold = 1;
    double live_score = 0;  ///< 0 … 1
    bool operator==(const Verdict&) const = default;
};

}  // namespace uketsuke::domain
