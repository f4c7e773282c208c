// SPDX-License-Identifier: Apache-2.0
// A tone that says where the face should go, for who cannot see the picture. Pure: a place in, a tone out. It always
// stands where the person has to go, as a bell does that one walks to. Words come on top (what is wrong, how far);
// with one loudspeaker only these tell left from right.
#pragma once

#include <cstdint>
#include <span>

#include "firmware/domain/face_place.hpp"

namespace uketsuke::ui::voice {

/// What can be told apart without training rests on general knowledge of hearing, not looked up here: sides from about
/// 1 dB between the ears, pitches that follow each other from about a semitone, tempos from about a tenth.
struct FaceTone {
    /// −1 left … 1 right, of the person's own ears: to this side. 0 = well, else 0.15 at least, which is 2 dB between
    /// the ears.
    double place = 0;
    /// 440 = well. Above it: go up, at most an octave; below: go down. Else three semitones away at least, and each
    /// second beat is 440 Hz to compare with.
    double hertz = 440;
    /// A second: 4 = the distance is well, 2 = come closer, 8 = go back. 0: all is well, one steady tone with its
    /// fifth.
    double beats = 0;
    /// Sways in pitch, six times a second by a semitone: the place is well, the head is to turn to this side.
    bool turn = false;
    bool operator==(const FaceTone&) const = default;
};

/// No face is seen: slow, low beats, one a second. Move slowly to both sides.
constexpr FaceTone kNotSeen{.hertz = 220, .beats = 1};

FaceTone tone_of(const domain::FacePlace& place);

/// Makes the sound, piece by piece without a seam, also where the tone changes from one piece to the next.
class ToneVoice {
public:
    explicit ToneVoice(int rate) : rate_(rate) {}
    /// Left and right in turn, at most kTonePeak; an even count. nullptr: fades into silence within 20 ms.
    void fill(std::span<std::int16_t> stereo, const FaceTone* tone);

private:
    struct Sides {
        double left = 0, right = 0;
    };
    [[nodiscard]] double pitch(const FaceTone& tone) const;
    [[nodiscard]] double loudness(const FaceTone& tone) const;
    double wave(const FaceTone& tone);
    [[nodiscard]] static Sides sides(double place);

    int rate_;
    double phase_ = 0;  ///< of the wave, in turns; two of them have a whole number of fifths
    double beat_ = 0;   ///< in beats
    double sway_ = 0;   ///< in turns
    // What is heard follows what is wanted within milliseconds, so that nothing clicks.
    double gain_ = 0, fifth_ = 0;
    Sides heard_;
    FaceTone last_;
};

/// Of full scale: −20 dBFS, so that words are heard over it.
constexpr double kTonePeak = 0.1;

}  // namespace uketsuke::ui::voice
