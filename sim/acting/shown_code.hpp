// SPDX-License-Identifier: Apache-2.0
// What people lay before the camera over the tray: a code on paper or on a phone, and how it lies there.
#pragma once

#include <string>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/domain/code.hpp"

namespace uketsuke::sim {

struct ShownCode {
    std::string text;
    domain::CodeKind kind = domain::CodeKind::qr;
    std::string other;                             ///< a second code beside it; empty: none
    bool dark = false;                             ///< light on dark, as phones show it at night
    double turn = 0;                               ///< degrees
    double blur = 0;                               ///< standard deviation in pixels, to 20
    bool glare = false;                            ///< a lamp shines back from its middle
    [[nodiscard]] bool plain() const { return !dark && turn == 0 && blur == 0 && !glare; }
};

/// Sets one, written `as=code128` (code39, nw7, jan), `and=TEXT`, `dark=on`, `turn=30`, `blur=2`, `glare=on`. Errors: config_invalid.
base::Result<void> set_shown(ShownCode& code, std::string_view setting);

}  // namespace uketsuke::sim
