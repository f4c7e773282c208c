// SPDX-License-Identifier: Apache-2.0
#include "face_tone.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace uketsuke::ui::voice {
namespace {

constexpr double kWell = 0.8;    ///< of what is allowed: so much reserve, that a breath does not lose the place
constexpr double kUtmost = 2.5;  ///< times what is allowed: the tone can go no further
constexpr double kMiddle = 440;  ///< hertz
constexpr double kLeastPlace = 0.15, kLeastOctave = 0.25;
constexpr double kCalm = 4, kFar = 2, kNear = 8;
constexpr double kSwayHertz = 6, kSwayOctaves = 1.0 / 12;
constexpr double kSmooth = 0.005;  ///< seconds in which loudness follows: slower than a click

/// 0 while it is well, else `least` … 1, with the sign of `off`.
double part(double off, double least) {
    const double beyond = std::abs(off) - kWell;
    if (beyond <= 0) return 0;
    return std::copysign(least + (1 - least) * std::min(1.0, beyond / (kUtmost - kWell)), off);
}

double beats_of(double depth) { return depth == 0 ? kCalm : depth > 0 ? kFar : kNear; }

}  // namespace

FaceTone tone_of(const domain::FacePlace& place) {
    FaceTone tone{.place = part(place.x, kLeastPlace),
                  .hertz = kMiddle * std::exp2(part(place.y, kLeastOctave)),
                  .beats = beats_of(place.depth)};
    if (tone.place != 0 || tone.hertz != kMiddle) return tone;
    tone.place = part(place.turn, kLeastPlace);
    tone.turn = tone.place != 0;
    if (!tone.turn && place.depth == 0) tone.beats = 0;
    return tone;
}

double ToneVoice::pitch(const FaceTone& tone) const {
    const bool reference = static_cast<long>(beat_) % 2 == 1;
    const double sway = tone.turn ? kSwayOctaves * std::sin(2 * std::numbers::pi * sway_) : 0;
    return (reference ? kMiddle : tone.hertz) * std::exp2(sway);
}

/// The first half of a beat sounds.
double ToneVoice::loudness(const FaceTone& tone) const {
    if (tone.beats == 0) return 1;
    return beat_ - std::floor(beat_) < 0.5 ? 1 : 0;
}

double ToneVoice::wave(const FaceTone& tone) {
    phase_ = std::fmod(phase_ + pitch(tone) / rate_, 2);
    beat_ = std::fmod(beat_ + tone.beats / rate_, 2);
    sway_ = std::fmod(sway_ + kSwayHertz / rate_, 1);
    const double turn = 2 * std::numbers::pi * phase_;
    return (1 - 0.4 * fifth_) * std::sin(turn) + 0.4 * fifth_ * std::sin(1.5 * turn);
}

/// Equal power: the same loudness wherever it stands.
ToneVoice::Sides ToneVoice::sides(double place) {
    const double angle = (std::clamp(place, -1.0, 1.0) + 1) * std::numbers::pi / 4;
    return {std::cos(angle), std::sin(angle)};
}

void ToneVoice::fill(std::span<std::int16_t> stereo, const FaceTone* tone) {
    if (tone != nullptr) last_ = *tone;
    const double follow = 1 - std::exp(-1 / (kSmooth * rate_));
    const auto wanted = sides(last_.place);
    for (std::size_t i = 0; i + 1 < stereo.size(); i += 2) {
        gain_ += follow * ((tone != nullptr ? loudness(last_) : 0) - gain_);
        fifth_ += follow * ((last_.beats == 0 ? 1 : 0) - fifth_);
        heard_.left += follow * (wanted.left - heard_.left);
        heard_.right += follow * (wanted.right - heard_.right);
        const double value = kTonePeak * 32767 * gain_ * wave(last_);
        stereo[i] = static_cast<std::int16_t>(std::lround(value * heard_.left));
        stereo[i + 1] = static_cast<std::int16_t>(std::lround(value * heard_.right));
    }
}

}  // namespace uketsuke::ui::voice
