// SPDX-License-Identifier: Apache-2.0
// The reader as the patient meets it. Models differ in slot and side (rule R-8), so words and drawing follow its shape.
#pragma once

#include <cstdint>

namespace uketsuke::domain {

/// How the card goes in, always without its cover. The names are those of the setting reader.shape.
enum class ReaderShape : std::uint8_t {
    flat,            ///< laid on a tray, photo up
    flat_face_down,  ///< laid on a window, photo down: what reads the printed digits looks from below
    upright,         ///< stood in a slot on its long edge, photo towards the patient
    front_slot,      ///< pushed into a slot at the front, photo up
};

}  // namespace uketsuke::domain
