// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include "firmware/base/error.hpp"
#include "firmware/domain/face.hpp"
#include "firmware/domain/face_place.hpp"
#include "firmware/domain/image.hpp"

namespace uketsuke::ports {

/// What one frame told.
struct Observation {
    domain::FaceAdvice advice = domain::FaceAdvice::no_face;
    bool enough = false;    ///< it can be decided: good frames are held, the prompts are done or were not followed
    bool doubtful = false;  ///< the look leaves a doubt: from here on more movements are asked for
    std::optional<domain::FacePlace> place = {};  ///< of the one face; for the person's ears, never for a decision
};

/// One attempt of one person: holds the best frames' templates, wiped when dropped. Thread-bound to the face lane.
class FaceAttempt {
public:
    virtual ~FaceAttempt() = default;
    /// Looks at one frame. Never a verdict.
    virtual Observation observe(const domain::Frame& frame) = 0;
    /// From now on a movement may take twice as long, also the one that is asked for just now.
    virtual void allow_long_moves() = 0;
    /// One decision for the whole attempt: the live face against the portrait (grey or BGR, from the chip).
    /// Errors: face_not_found (not enough good frames), portrait_without_face.
    virtual base::Result<domain::Verdict> decide(const domain::Image& portrait) = 0;
};

/// Thread-safe to start attempts from the face lane.
class FaceVerifier {
public:
    virtual ~FaceVerifier() = default;
    /// `prompts`: the movements that the person is asked for once the face is seen well, drawn at random outside;
    /// `more`: those that come on top when the look leaves a doubt. Without these a doubtful look is refused.
    /// `long_moves`: a movement may take twice as long.
    virtual std::unique_ptr<FaceAttempt> begin(domain::FacePrompts prompts = {}, domain::FacePrompts more = {},
                                               bool long_moves = false) = 0;
};

}  // namespace uketsuke::ports
