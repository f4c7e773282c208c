// SPDX-License-Identifier: Apache-2.0
// One newcomer before the camera, led by the product's own tone and words (ui/voice/face_guide.hpp), in virtual time.
#pragma once

#include <functional>

#include "listener.hpp"

namespace uketsuke::sim {

struct Guided {
    std::optional<base::Duration> in_place;  ///< from the camera's start until the face had stayed in its place for
                                             ///< half a second; nothing: not within the limit
    int words = 0;                           ///< that were said
};

/// What happened, for who wants to look at it.
struct GuidedMoment {
    base::Duration since;
    Stance stance;
    std::optional<ui::voice::FaceTone> tone;
    std::string words;  ///< that begin now
};

/// Fifteen frames a second, each known 0.1 s after it was taken; advice is held as in the product (app::AdviceHold);
/// the screen's own words take the first two seconds. How long words take: the English texts at 14 letters a second.
Guided guide(std::uint32_t seed, base::Duration limit, const std::function<void(const GuidedMoment&)>& see = {});

}  // namespace uketsuke::sim
