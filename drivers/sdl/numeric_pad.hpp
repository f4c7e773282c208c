// SPDX-License-Identifier: Apache-2.0
// The numeric pad of the keyboard that SDL reads, as a keypad: for the developer, and for a kiosk whose keypad nobody
// reads otherwise (drivers/keypad).
#pragma once

#include <cstdint>
#include <optional>

#include "ui/scene/display.hpp"

struct SDL_KeyboardEvent;

namespace uketsuke::drivers::sdl {

class NumericPad {
public:
    /// What the event of a key that went down, or that repeats, means; nothing: it is none of the pad's, or repeats
    /// what was told. Another key that goes down ends what was held.
    std::optional<ui::KeypadKey> down(const SDL_KeyboardEvent& event);

private:
    std::int32_t symbol_ = 0;  ///< of the key that is down; 0: none that could still be told as held
    std::uint32_t since_ = 0;  ///< SDL's milliseconds
};

}  // namespace uketsuke::drivers::sdl
