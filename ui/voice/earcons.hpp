// SPDX-License-Identifier: Apache-2.0
// Short sounds with a meaning, made in code. Each is a row of notes in one table (earcons.cpp).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "ui/scene/speaker.hpp"

namespace uketsuke::ui::voice {

enum class Earcon : std::uint8_t {
    accepted,     ///< what was asked for is done
    rejected,     ///< it was not taken; words say why
    take_card,    ///< attention: the card is to be taken
    running_out,  ///< the screen will not wait much longer
    card_near,    ///< something lies on the reader and cannot be read there
    card_laid,    ///< the card is felt
    card_read,    ///< the reader is done with it: it may be moved
    digit,        ///< one secret digit was entered; the same for all ten
    wrong_key,    ///< the key does nothing here
    louder,
    softer,
    face_in_place,  ///< the face is where it should be: keep still
    movement_seen,  ///< the camera saw what was asked for: look ahead again
};
constexpr int kEarconCount = static_cast<int>(Earcon::movement_seen) + 1;
std::array<Earcon, kEarconCount> all_earcons();
/// Stable, snake_case; for transcripts and tests.
std::string_view name_of(Earcon earcon);

/// One channel. The largest sample is −12 dBFS (kEarconPeak) for all but digit and wrong_key, which come often and have
/// −18 dBFS. Begins and ends in silence; each note is faded by half a cosine of 8 ms, so that nothing clicks. No note
/// lies above 1.2 kHz and its one overtone, the octave, 12 dB below it: hearing goes with age from 2 kHz upwards
/// (docs/facts/ui.md §3). At most 0.7 s. `rate`: samples a second, 8000 at least.
Samples samples_of(Earcon earcon, int rate = Samples{}.rate);

constexpr double kEarconPeak = 0.251;  ///< of full scale: −12 dBFS
constexpr double kSoftPeak = 0.126;    ///< −18 dBFS

}  // namespace uketsuke::ui::voice
