// SPDX-License-Identifier: Apache-2.0
// How loud and how fast speech is. VVSG 2.0 (requirements on audio): 20 to 100 dB SPL in steps of at most 10 dB, begun
// with between 60 and 70; 75 to 200 % of the speed without a change of the pitch. A kiosk knows only how loud a
// reference makes its outputs; until that is measured on the hardware, the figures are what they are called and no
// more.
#pragma once

#include <algorithm>

namespace uketsuke::ui::voice {

constexpr int kSoftest = 20, kLoudest = 100, kLoudnessStep = 10;  // dB SPL
constexpr int kSlowest = 75, kFastest = 200, kRateStep = 25;      // per cent

struct Level {
    int loudness = 70;  ///< dB SPL
    int rate_percent = 100;
    bool operator==(const Level&) const = default;
};

/// At the end of the range they give back what they were given.
constexpr Level louder(Level level) {
    level.loudness = std::min(level.loudness + kLoudnessStep, kLoudest);
    return level;
}
constexpr Level softer(Level level) {
    level.loudness = std::max(level.loudness - kLoudnessStep, kSoftest);
    return level;
}
constexpr Level faster(Level level) {
    level.rate_percent = std::min(level.rate_percent + kRateStep, kFastest);
    return level;
}
constexpr Level slower(Level level) {
    level.rate_percent = std::max(level.rate_percent - kRateStep, kSlowest);
    return level;
}

/// What a person is told: 1 (softest) … 9.
constexpr int step_of(int loudness) { return (loudness - kSoftest) / kLoudnessStep + 1; }
constexpr int kLoudnessSteps = step_of(kLoudest);

/// What to multiply samples by so that words are as loud as asked for: words of a pack (−20 LUFS) at gain 1 have
/// `reference` dB SPL at this output. At most 1: an output that cannot be so loud plays as loud as it can.
double gain_of(int loudness, int reference);

}  // namespace uketsuke::ui::voice
