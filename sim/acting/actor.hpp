// SPDX-License-Identifier: Apache-2.0
// How a simulated head moves: the same numbers for the virtual rig, which hands them on, and for the simulated camera,
// which draws them. Pure: times come from outside.
#pragma once

#include <optional>

#include "firmware/domain/face.hpp"
#include "looks.hpp"
#include "unsteady.hpp"

namespace uketsuke::sim {

/// How the head is held at one moment.
struct HeadPose {
    double turn = 0;     ///< degrees, positive to the person's own left
    double closed = 0;   ///< the eyes: 0 open, 1 shut
    bool other = false;  ///< it is another person's head
    bool glare = false;  ///< the glasses hide the eyes
};

/// One person or thing before the camera. A person who follows begins 0.35 s after a prompt came up, turns 24 degrees
/// in 0.45 s and stays so until something else is said; a blink that is meant lasts 0.7 s.
class Actor {
public:
    explicit Actor(Manner manner = Manner::follows, Unsteady unsteady = {}) : manner_(manner), unsteady_(unsteady) {}

    /// What the screen says from now on; nothing when the camera's screen is gone.
    void hear(std::optional<domain::FaceAdvice> advice, base::MonoTime now);
    /// Times may not go back behind the last hear().
    [[nodiscard]] HeadPose at(base::MonoTime now);

private:
    struct Movement {
        domain::FacePrompt prompt;
        base::MonoTime from;
        std::optional<base::MonoTime> back;
    };
    [[nodiscard]] HeadPose pose_in(const Movement& movement, base::MonoTime now) const;
    [[nodiscard]] HeadPose recorded_at(base::MonoTime now);

    Manner manner_;
    Unsteady unsteady_;
    std::optional<domain::FaceAdvice> heard_;
    std::optional<Movement> movement_;
    std::optional<base::MonoTime> swapped_, played_since_;
};

}  // namespace uketsuke::sim
