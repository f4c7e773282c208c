// SPDX-License-Identifier: Apache-2.0
// One newcomer who checks in by ear: led before the camera by what a kiosk plays and says, in virtual time.
#pragma once

#include <optional>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::sim {

struct Guided {
    /// From the screen before the camera until the face was in its place: it had stayed there for half a second, or the
    /// kiosk found that it does and asked for the first movement. Nothing: not within the limit.
    std::optional<base::Duration> in_place;
    int words = 0;  ///< that were said meanwhile
};

/// A visit on a virtual rig (sim/rig), in Japanese, with headphones, by keys up to the camera. The limits of the place,
/// the tone, the words and when they come are the product's; nobody helps. Errors: of a rig that cannot be made, or a
/// visit that does not come to the camera.
base::Result<Guided> guide(std::uint32_t seed, base::Duration limit);

}  // namespace uketsuke::sim
