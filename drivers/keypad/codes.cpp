// SPDX-License-Identifier: Apache-2.0
#include "codes.hpp"

#include <linux/input.h>

#include <algorithm>
#include <array>

namespace uketsuke::drivers::keypad {
namespace {

using Name = ui::KeypadKey::Name;

struct Code {
    int code;
    ui::KeypadKey key;
    bool shift = false;
};

constexpr std::array kCodes{
    // What a keypad of the USB standard sends (HID usages 0x53 to 0x63), whatever Num Lock is: it is the program's.
    Code{KEY_KP0, {Name::digit, 0}},
    Code{KEY_KP1, {Name::digit, 1}},
    Code{KEY_KP2, {Name::digit, 2}},
    Code{KEY_KP3, {Name::digit, 3}},
    Code{KEY_KP4, {Name::digit, 4}},
    Code{KEY_KP5, {Name::digit, 5}},
    Code{KEY_KP6, {Name::digit, 6}},
    Code{KEY_KP7, {Name::digit, 7}},
    Code{KEY_KP8, {Name::digit, 8}},
    Code{KEY_KP9, {Name::digit, 9}},
    Code{KEY_KPENTER, {Name::enter}},
    Code{KEY_KPPLUS, {Name::plus}},
    Code{KEY_KPMINUS, {Name::minus}},
    Code{KEY_KPASTERISK, {Name::star}},
    Code{KEY_KPSLASH, {Name::slash}},
    Code{KEY_KPDOT, {Name::dot}},
    Code{KEY_KPCOMMA, {Name::dot}},
    Code{KEY_NUMLOCK, {Name::num_lock}},
    // Keypads that pass for the main part of a keyboard.
    Code{KEY_0, {Name::digit, 0}},
    Code{KEY_1, {Name::digit, 1}},
    Code{KEY_2, {Name::digit, 2}},
    Code{KEY_3, {Name::digit, 3}},
    Code{KEY_4, {Name::digit, 4}},
    Code{KEY_5, {Name::digit, 5}},
    Code{KEY_6, {Name::digit, 6}},
    Code{KEY_7, {Name::digit, 7}},
    Code{KEY_8, {Name::digit, 8}},
    Code{KEY_9, {Name::digit, 9}},
    Code{KEY_ENTER, {Name::enter}},
    Code{KEY_EQUAL, {Name::plus}, true},
    Code{KEY_MINUS, {Name::minus}},
    Code{KEY_8, {Name::star}, true},
    Code{KEY_SLASH, {Name::slash}},
    Code{KEY_DOT, {Name::dot}},
    Code{KEY_COMMA, {Name::dot}},
    // Keypads that mind Num Lock themselves, while it is off.
    Code{KEY_INSERT, {Name::digit, 0}},
    Code{KEY_END, {Name::digit, 1}},
    Code{KEY_DOWN, {Name::digit, 2}},
    Code{KEY_PAGEDOWN, {Name::digit, 3}},
    Code{KEY_LEFT, {Name::digit, 4}},
    Code{KEY_CLEAR, {Name::digit, 5}},
    Code{KEY_RIGHT, {Name::digit, 6}},
    Code{KEY_HOME, {Name::digit, 7}},
    Code{KEY_UP, {Name::digit, 8}},
    Code{KEY_PAGEUP, {Name::digit, 9}},
    Code{KEY_DELETE, {Name::dot}},
    // Beside the usual keys.
    Code{KEY_BACKSPACE, {Name::backspace}},
    Code{KEY_ESC, {Name::backspace}},
    Code{KEY_TAB, {Name::star}},
};

}  // namespace

std::optional<ui::KeypadKey> key_of(int code, bool shift) {
    const auto* row =
        std::ranges::find_if(kCodes, [&](const Code& one) { return one.code == code && one.shift == shift; });
    if (row == kCodes.end()) return std::nullopt;
    return row->key;
}

bool is_shift(int code) { return code == KEY_LEFTSHIFT || code == KEY_RIGHTSHIFT; }

}  // namespace uketsuke::drivers::keypad
