// SPDX-License-Identifier: Apache-2.0
// What the kernel calls the keys that USB keypads send (linux/input-event-codes.h), in one table.
#pragma once

#include <optional>

#include "ui/scene/display.hpp"

namespace uketsuke::drivers::keypad {

/// Of a key of the keypad; nothing: it has none of that code. `shift`: the keypad says that Shift is down, as some do
/// for * and +.
std::optional<ui::KeypadKey> key_of(int code, bool shift);
bool is_shift(int code);

}  // namespace uketsuke::drivers::keypad
