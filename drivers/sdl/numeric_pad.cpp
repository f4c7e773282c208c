// SPDX-License-Identifier: Apache-2.0
#include "numeric_pad.hpp"

#include <SDL.h>

#include <algorithm>
#include <array>

namespace uketsuke::drivers::sdl {
namespace {

using Name = ui::KeypadKey::Name;

struct Symbol {
    std::int32_t symbol;
    ui::KeypadKey key;
};
constexpr std::array kSymbols{
    Symbol{SDLK_KP_0, {Name::digit, 0}},       Symbol{SDLK_KP_1, {Name::digit, 1}},
    Symbol{SDLK_KP_2, {Name::digit, 2}},       Symbol{SDLK_KP_3, {Name::digit, 3}},
    Symbol{SDLK_KP_4, {Name::digit, 4}},       Symbol{SDLK_KP_5, {Name::digit, 5}},
    Symbol{SDLK_KP_6, {Name::digit, 6}},       Symbol{SDLK_KP_7, {Name::digit, 7}},
    Symbol{SDLK_KP_8, {Name::digit, 8}},       Symbol{SDLK_KP_9, {Name::digit, 9}},
    Symbol{SDLK_KP_ENTER, {Name::enter}},      Symbol{SDLK_KP_PLUS, {Name::plus}},
    Symbol{SDLK_KP_MINUS, {Name::minus}},      Symbol{SDLK_KP_MULTIPLY, {Name::star}},
    Symbol{SDLK_KP_DIVIDE, {Name::slash}},     Symbol{SDLK_KP_PERIOD, {Name::dot}},
    Symbol{SDLK_BACKSPACE, {Name::backspace}}, Symbol{SDLK_NUMLOCKCLEAR, {Name::num_lock}},
};

}  // namespace

std::optional<ui::KeypadKey> NumericPad::down(const SDL_KeyboardEvent& event) {
    const auto* row = std::ranges::find(kSymbols, event.keysym.sym, &Symbol::symbol);
    if (event.repeat == 0) {
        symbol_ = row == kSymbols.end() ? 0 : event.keysym.sym;
        since_ = event.timestamp;
        return row == kSymbols.end() ? std::nullopt : std::optional(row->key);
    }
    const bool held = symbol_ != 0 && symbol_ == event.keysym.sym && event.timestamp - since_ >= ui::kKeyHeld.count();
    if (!held) return std::nullopt;
    symbol_ = 0;
    auto key = row->key;
    key.held = true;
    return key;
}

}  // namespace uketsuke::drivers::sdl
