// SPDX-License-Identifier: Apache-2.0
// What one output plays: words, an earcon and the tone of the face, added up in stereo. Pure: time is the count of
// frames that were asked for, so that a device, a file and a test hear the same.
#pragma once

#include <array>
#include <span>

#include "face_tone.hpp"
#include "ui/scene/speaker.hpp"

namespace uketsuke::ui::voice {

/// The largest sample of words, of full scale. With an earcon and the tone on top nothing clips.
constexpr double kWordsPeak = 0.6;

class Mixer {
public:
    static constexpr int kRate = Samples{}.rate;

    /// Samples of kRate, whatever their own field says.
    void play(const Play& play);
    void tone(const FaceTone* tone, double volume);
    /// The next frames, left and right in turn, −1 … 1.
    void fill(std::span<float> stereo);
    /// Nothing sounds until somebody plays again.
    [[nodiscard]] bool silent() const;

private:
    struct Playing {
        std::vector<std::int16_t> values;
        std::size_t at = 0;
        float volume = 1;
        [[nodiscard]] bool over() const { return at >= values.size(); }
        float next() { return over() ? 0 : volume / 32768 * static_cast<float>(values[at++]); }
    };
    struct Lane {
        Playing now, then;
        Playing leaving;  ///< what was cut, while it fades
        int fade = 0;     ///< frames of that which are left
        float next();
    };
    std::array<Lane, kTrackCount> lanes_;
    ToneVoice tone_voice_{kRate};
    FaceTone tone_{};
    bool toning_ = false;
    float tone_volume_ = 0;
    int tone_fade_ = 0;  ///< frames until the tone that ended is silent
};

}  // namespace uketsuke::ui::voice
