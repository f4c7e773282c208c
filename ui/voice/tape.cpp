// SPDX-License-Identifier: Apache-2.0
#include "tape.hpp"

#include <algorithm>

#include "mixer.hpp"

namespace uketsuke::ui::voice {
namespace {

struct Change {
    base::MonoTime at;
    std::function<void(Mixer&)> make;
};

std::vector<Change> changes_of(const Tape& tape, Output output) {
    std::vector<Change> all;
    for (const auto& played : tape.played)
        if (played.play.output == output) all.push_back({played.at, [&](Mixer& mixer) { mixer.play(played.play); }});
    for (const auto& toned : tape.tones)
        if (toned.output == output)
            all.push_back(
                {toned.at, [&](Mixer& mixer) { mixer.tone(toned.tone ? &*toned.tone : nullptr, toned.volume); }});
    std::ranges::stable_sort(all, {}, &Change::at);
    return all;
}

void fill_up_to(std::vector<float>& stereo, Mixer& mixer, std::size_t size) {
    const auto from = stereo.size();
    if (size <= from) return;
    stereo.resize(size);
    mixer.fill(std::span(stereo).subspan(from));
}

}  // namespace

base::Result<void> Tape::play(const Play& play) {
    played.push_back({now_(), {play.output, play.track, made(play), play.volume, play.after}});
    return {};
}

base::Result<void> Tape::tone(Output output, const FaceTone* tone, double volume) {
    tones.push_back({now_(), output, tone != nullptr ? std::optional(*tone) : std::nullopt, volume});
    return {};
}

std::vector<float> mixed(const Tape& tape, Output output, base::MonoTime from) {
    constexpr std::size_t kTenth = Mixer::kRate / 10 * 2, kLongest = 600 * kTenth;
    Mixer mixer;
    std::vector<float> stereo;
    for (const auto& change : changes_of(tape, output)) {
        const auto since = std::max(base::Duration{0}, change.at - from);
        fill_up_to(stereo, mixer, static_cast<std::size_t>(since.count()) * Mixer::kRate / 1000 * 2);
        change.make(mixer);
    }
    const auto end = stereo.size() + kLongest;  // a tone that nobody ended would go on for ever
    while (!mixer.silent() && stereo.size() < end) fill_up_to(stereo, mixer, stereo.size() + kTenth);
    return stereo;
}

}  // namespace uketsuke::ui::voice
