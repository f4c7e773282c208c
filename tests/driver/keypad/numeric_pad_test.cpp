// SPDX-License-Identifier: Apache-2.0
#include <SDL.h>

#include <catch2/catch.hpp>

#include "drivers/sdl/numeric_pad.hpp"

using namespace uketsuke;
using drivers::sdl::NumericPad;
using ui::KeypadKey;
using N = KeypadKey::Name;

namespace {

SDL_KeyboardEvent key(SDL_Keycode symbol, std::uint32_t at, bool repeats = false) {
    SDL_KeyboardEvent event{};
    event.type = SDL_KEYDOWN;
    event.timestamp = at;
    event.repeat = repeats ? 1 : 0;
    event.keysym.sym = symbol;
    return event;
}

}  // namespace

TEST_CASE("the numeric pad of a keyboard is a keypad, and its letters are none") {
    NumericPad pad;
    CHECK(pad.down(key(SDLK_KP_0, 1)) == KeypadKey{N::digit, 0});
    CHECK(pad.down(key(SDLK_KP_9, 2)) == KeypadKey{N::digit, 9});
    CHECK(pad.down(key(SDLK_KP_ENTER, 3)) == KeypadKey{N::enter});
    CHECK(pad.down(key(SDLK_KP_MULTIPLY, 4)) == KeypadKey{N::star});
    CHECK(pad.down(key(SDLK_BACKSPACE, 5)) == KeypadKey{N::backspace});
    CHECK(!pad.down(key(SDLK_5, 6)));
    CHECK(!pad.down(key(SDLK_i, 7)));
}

TEST_CASE("a key of the pad that repeats is held once, after a second") {
    NumericPad pad;
    CHECK(pad.down(key(SDLK_KP_5, 100)) == KeypadKey{N::digit, 5});
    CHECK(!pad.down(key(SDLK_KP_5, 600, true)));
    CHECK(!pad.down(key(SDLK_KP_5, 1099, true)));
    CHECK(pad.down(key(SDLK_KP_5, 1100, true)) == KeypadKey{N::digit, 5, true});
    CHECK(!pad.down(key(SDLK_KP_5, 1130, true)));
    CHECK(pad.down(key(SDLK_KP_4, 1200)) == KeypadKey{N::digit, 4});
    CHECK(!pad.down(key(SDLK_KP_5, 3000, true)));  // of a key that is no longer the last one
}
