// SPDX-License-Identifier: Apache-2.0
#include "mixer.hpp"

#include <algorithm>
#include <utility>

#include "earcons.hpp"

namespace uketsuke::ui::voice {
namespace {

constexpr int kCutFade = Mixer::kRate / 200;     // 5 ms
constexpr int kToneEnds = Mixer::kRate / 50;  // 20 ms (face_tone.hpp)
static_assert(kWordsPeak + kEarconPeak + kTonePeak < 1, "ui/voice: words, earcon and tone would clip");

}  // namespace

float Mixer::Lane::next() {
    if (now.over() && !then.over()) now = std::exchange(then, {});
    float value = now.next();
    if (fade > 0) value += leaving.next() * static_cast<float>(fade--) / kCutFade;
    return value;
}

void Mixer::play(const Play& play) {
    auto& lane = lanes_.at(static_cast<std::size_t>(play.track));
    Playing next{play.samples.values, 0, static_cast<float>(std::clamp(play.volume, 0.0, 1.0))};
    if (play.after && !lane.now.over()) {
        lane.then = std::move(next);
        return;
    }
    if (!lane.now.over()) {
        lane.leaving = std::move(lane.now);
        lane.fade = kCutFade;
    }
    lane.now = std::move(next);
    lane.then = {};
}

void Mixer::tone(const FaceTone* tone, double volume) {
    if (toning_ && tone == nullptr) tone_fade_ = kToneEnds;
    toning_ = tone != nullptr;
    if (!toning_) return;
    tone_ = *tone;
    tone_volume_ = static_cast<float>(std::clamp(volume, 0.0, 1.0));
}

void Mixer::fill(std::span<float> stereo) {
    std::vector<std::int16_t> tone(stereo.size());
    if (toning_ || tone_fade_ > 0) tone_voice_.fill(tone, toning_ ? &tone_ : nullptr);
    tone_fade_ = std::max(0, tone_fade_ - static_cast<int>(stereo.size() / 2));
    for (std::size_t i = 0; i + 1 < stereo.size(); i += 2) {
        float both = 0;
        for (auto& lane : lanes_) both += lane.next();
        for (std::size_t side = i; side < i + 2; ++side)
            stereo[side] = std::clamp(both + tone_volume_ / 32768 * static_cast<float>(tone[side]), -1.0F, 1.0F);
    }
}

bool Mixer::silent() const {
    return !toning_ && tone_fade_ == 0 &&
           std::ranges::all_of(lanes_, [](const Lane& lane) { return lane.now.over() && lane.then.over(); });
}

}  // namespace uketsuke::ui::voice
