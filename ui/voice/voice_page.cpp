// SPDX-License-Identifier: Apache-2.0
#include "voice_page.hpp"

#include "keys.hpp"
#include "loudspeaker.hpp"

namespace uketsuke::ui::voice {

std::string print_voice() {
    return "# Voice and keys\n\n"
           "Printed from `ui/voice`; do not edit.\n\n"
           "A visit is spoken from when headphones are plugged in, or the key 5 of the numeric keypad is held for a "
           "second where no\ndigits are typed, until it ends; the next person begins without. Touch works beside the "
           "keys, and whoever listens has\nthe time of slow mode.\n\n"
           "* When a screen comes up, its title and texts are said, then the way that the focus stands on: the first "
           "one, always. The\n  focus has a ring around it.\n"
           "* OK touches what the focus stands on once that was said: pressed before, it only says it. On a pad the "
           "focus goes to what\n  confirms as soon as all digits are there.\n"
           "* What is said anew ends what was being said. The warning before the last try of a PIN is heard to its "
           "end; until then\n  only loudness and speed can be changed.\n"
           "* Digits are typed by their keys: one is heard as “one digit entered”, none by its name, on no output.\n"
           "* A key that means nothing here sounds so and does nothing. Without a spoken visit the digits of the "
           "keypad "
           "type, and\n  nothing else but 5, held, does anything.\n\n"
           "## Keys\n\n" +
           print_keys() +
           "\n## What a loudspeaker may say\n\n"
           "Everybody in the room hears it. A text is said only if it is, word for word, the catalogue's, with nothing "
           "but a count, a\nnumber of tries, minutes or seconds filled in; names, dates, issuers and digits never are. "
           "What is chosen on a question\nis said to headphones alone. Where something is left out, the loudspeaker "
           "says "
           "that headphones have the rest. The\nlongest row that fits a text's key decides; what no row names, only "
           "headphones say.\n\n" +
           print_hearing();
}

}  // namespace uketsuke::ui::voice
