// SPDX-License-Identifier: Apache-2.0
#include "test_tone.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace uketsuke::app {
namespace {

constexpr double kNoteSeconds = 0.22, kFadeSeconds = 0.02, kPeak = 32000;

/// Faded in and out: a note that is cut off clicks.
void add_note(ui::Samples& samples, double hertz) {
    const int count = static_cast<int>(kNoteSeconds * samples.rate);
    for (int i = 0; i < count; ++i) {
        const double at = static_cast<double>(i) / samples.rate;
        const double fade = std::min({1.0, at / kFadeSeconds, (kNoteSeconds - at) / kFadeSeconds});
        samples.values.push_back(static_cast<std::int16_t>(kPeak * fade * std::sin(2 * std::numbers::pi * hertz * at)));
    }
}

}  // namespace

ui::Samples test_tone() {
    ui::Samples samples;
    for (const double hertz : {660.0, 880.0}) add_note(samples, hertz);
    return samples;
}

}  // namespace uketsuke::app
