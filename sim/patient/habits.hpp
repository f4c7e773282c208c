// SPDX-License-Identifier: Apache-2.0
// What is different about a person of 85 at the kiosk, as numbers. Where no source is named the value is our own
// assumption; docs/face-figures.md says what follows from them and what does not.
#pragma once

#include <cstdint>

#include "firmware/base/time.hpp"
#include "sim/acting/unsteady.hpp"

namespace uketsuke::sim {

struct Habits {
    double touch_sigma_mm = 0;    ///< of each direction
    double doubles = 0;           ///< share of touches that are followed by another on the same place
    base::Duration per_letter{};  ///< of reading
    base::Duration decides{};     ///< after reading, before the finger moves
    base::Duration finger_down{};
    base::Duration finger_travels{};  ///< from key to key
    bool prefers_face = true;
    bool wants_slow = false;  ///< opens "Aa" first and takes large letters and the slow pace
    int wrong_pins = 0;       ///< so often another number than the card's is remembered first
    Unsteady head;
};

/// One person. Touches land 3.4 mm beside the middle on average (ui facts UI-04); reading takes two to three times as
/// long as the 110 ms a letter that adults take.
Habits draw_habits(std::uint32_t seed);

}  // namespace uketsuke::sim
