// SPDX-License-Identifier: Apache-2.0
// What each key of the numeric keypad means, in one table that docs/voice.md prints. Where digits are typed the digits
// type, and the other keys mean what they always do; the keys beside the digits are the same on every keypad of 17 keys
// or more.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/scene/display.hpp"

namespace uketsuke::ui::voice {

enum class Command : std::uint8_t {
    previous,  ///< the focus goes back by one
    next,
    ok,      ///< touches the focus
    back,    ///< touches what leads back from here
    erase,   ///< the last digit
    help,    ///< what the keys do
    where,   ///< where in the visit and on the screen
    read,    ///< all of the screen
    repeat,  ///< what was said last
    louder,
    softer,
    faster,
    slower,
    longer,  ///< a movement before the camera may take twice as long
    begin,  ///< from now on the screens are spoken
};
std::string_view name_of(Command command);

/// A key that goes down means something at once; one that also means something when it stays down means speech first,
/// or nothing.
struct KeyRow {
    KeypadKey key;
    std::string_view cap;  ///< as it is printed on the key
    std::optional<Command> elsewhere;
    std::optional<Command> typing;  ///< where digits are typed
};
std::span<const KeyRow> key_table();
/// Nothing: the key does nothing there, or types.
std::optional<Command> command_of(const KeypadKey& key, bool typing);
/// The table of docs/voice.md.
std::string print_keys();

}  // namespace uketsuke::ui::voice
