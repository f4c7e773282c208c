// SPDX-License-Identifier: Apache-2.0
// The port to the speaker. Behind it: SDL (drivers/sdl/sdl_speaker.hpp), or nothing but memory.
#pragma once

#include <cstdint>
#include <vector>

#include "firmware/base/error.hpp"

namespace uketsuke::ui {

/// A sound of one channel.
struct Samples {
    int rate = 24000;  ///< a second
    std::vector<std::int16_t> values;
    bool operator==(const Samples&) const = default;
};

/// Used by one thread at a time.
class Speaker {
public:
    virtual ~Speaker() = default;
    /// Begins to play, in place of what still plays, and returns. `volume`: 0 … 1, of what the speaker can. Errors:
    /// internal (no speaker, with the system's reason).
    virtual base::Result<void> play(const Samples& samples, double volume) = 0;
};

}  // namespace uketsuke::ui
