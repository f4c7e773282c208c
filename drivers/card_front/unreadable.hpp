// SPDX-License-Identifier: Apache-2.0
// Why the printed digits of a card could not be read: stable words, the detail of number_b_unreadable, so that a
// screen can say what to do.
#pragma once

#include <string_view>

namespace uketsuke::drivers::card_front {

enum class Unreadable {
    no_card,      ///< nothing of a card's size and shape lies there
    wrong_side,   ///< the chip is up; nothing was read
    dark,         ///< too little light
    glare,        ///< a lamp shines back from a line
    sleeve,       ///< a cover veils the print
    blur,         ///< out of focus
    covered,      ///< print is hidden, damaged, or not like any that is known
    disagree,     ///< two pictures said different digits
    implausible,  ///< digits that no good card has
    one_picture,  ///< in the time that there is only one could be read
};

constexpr std::string_view name_of(Unreadable why) {
    switch (why) {
        case Unreadable::no_card: return "no_card";
        case Unreadable::wrong_side: return "wrong_side";
        case Unreadable::dark: return "dark";
        case Unreadable::glare: return "glare";
        case Unreadable::sleeve: return "sleeve";
        case Unreadable::blur: return "blur";
        case Unreadable::covered: return "covered";
        case Unreadable::disagree: return "disagree";
        case Unreadable::implausible: return "implausible";
        case Unreadable::one_picture: return "one_picture";
    }
    return "";
}

}  // namespace uketsuke::drivers::card_front
