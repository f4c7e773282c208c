// SPDX-License-Identifier: Apache-2.0
// For hands that do not reach the upper part of a panel: what is read goes up, what is touched goes down.
#pragma once

#include "box.hpp"

namespace uketsuke::ui {

struct Reached {
    Box read;     ///< everything else, in the same order
    Box touched;  ///< all that can be touched
};

/// Takes a box apart along its rows and columns. What says that it stays `together` goes down as one where any of it can be
/// touched. Of several ways to show something the last one is taken. Pure.
Reached apart(Box box);

}  // namespace uketsuke::ui
