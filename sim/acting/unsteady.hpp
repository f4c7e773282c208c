// SPDX-License-Identifier: Apache-2.0
// How an old person's head differs from the steady one of the demos. All values are our own assumptions: no public
// measurement of old people before such a camera is known to us.
#pragma once

#include "firmware/base/time.hpp"

namespace uketsuke::sim {

/// None of it by default. Pure: the same moment gives the same numbers.
struct Unsteady {
    base::Duration later{0};        ///< until a movement begins, beyond the usual reaction
    double less_turn = 0;           ///< degrees that the head turns less than it is asked to
    double aside = 0;               ///< degrees: looks at the screen, which stands beside the lens
    double shake_degrees = 0;       ///< amplitude of a tremor of the head
    double shake_hz = 5;            ///< that of essential tremor: 4 to 8
    double glare = 0;               ///< share of the pictures in which the glasses hide the eyes
    base::Duration blinks_each{0};  ///< by itself, for 0.3 s; zero: never
    bool turns_wrong = false;       ///< takes left for right

    [[nodiscard]] double shake(base::MonoTime now) const;
    /// 0 open, 1 shut, by blinks that nobody asked for.
    [[nodiscard]] double lids(base::MonoTime now) const;
    [[nodiscard]] bool glares(base::MonoTime now) const;
};

}  // namespace uketsuke::sim
