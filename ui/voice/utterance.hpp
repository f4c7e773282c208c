// SPDX-License-Identifier: Apache-2.0
// What is to be said, in order, before anybody knows by which voice and on which output. Values, no sound.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace uketsuke::ui::voice {

/// Who may hear it. What nobody has classified (loudspeaker.hpp) is said to headphones alone.
enum class Hearing : std::uint8_t { anybody, headphones };

/// One piece, said without a pause.
struct Spoken {
    std::string key;       ///< of its text in the catalogue; empty: it comes from outside, or was put together
    std::string text;      ///< as a person reads it: plain, with all places filled in
    std::string language;  ///< its code
    Hearing hearing = Hearing::headphones;
    bool operator==(const Spoken&) const = default;
};

struct Utterance {
    std::vector<Spoken> parts;
    bool to_its_end = false;  ///< nothing but the visit's end cuts it
    bool operator==(const Utterance&) const = default;
};

}  // namespace uketsuke::ui::voice
