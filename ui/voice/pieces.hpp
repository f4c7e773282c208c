// SPDX-License-Identifier: Apache-2.0
// The recordings that a text is put together from: its own where there is one; else those of its parts, by the longest
// that fits: the words around a place that is filled in, numbers with what they count, dates, names by their morae,
// reception numbers by their letters and digits.
// Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clips.hpp"
#include "ui/locale/catalogue.hpp"
#include "utterance.hpp"

namespace uketsuke::ui::voice {

struct Piece {
    std::string text;       ///< of its recording; empty: a short pause
    bool unspoken = false;  ///< no recording: a sentence that tells so is said in its place
    bool operator==(const Piece&) const = default;
};

std::vector<Piece> pieces_of(const Spoken& spoken, const Clips& clips);

/// What a pack has to have so that all of a catalogue can be said, each once: its texts that have nothing to fill in,
/// and the parts of those that do; then numbers, the letters A to Z, dates and, in Japanese, morae. Plain.
std::vector<std::string> needed(std::string_view language, const Catalogue& words);

}  // namespace uketsuke::ui::voice
