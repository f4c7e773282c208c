// SPDX-License-Identifier: Apache-2.0
// What a loudspeaker may say, by the catalogue's keys, in one table that docs/voice.md prints. Everybody in the room
// hears it: so nothing of who is there, nothing that card or service answered, no date, no digit that was typed. What
// the table does not name only headphones say.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ui/locale/catalogue.hpp"
#include "utterance.hpp"

namespace uketsuke::ui::voice {

struct HearingRow {
    std::string_view keys;  ///< all that begin so, unless a longer row does
    Hearing hearing = Hearing::headphones;
    std::string_view why;
};
std::span<const HearingRow> hearing_table();

/// `text`, plain, as it is to be said under this key. Anybody may hear it only if the table says so and it is that very
/// text, with nothing but numbers filled in, and those only in places that may be said.
Hearing hearing_of(std::string_view key, std::string_view text, const Catalogue& words);
/// The tables of docs/voice.md.
std::string print_hearing();

}  // namespace uketsuke::ui::voice
