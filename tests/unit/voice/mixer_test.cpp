// SPDX-License-Identifier: Apache-2.0
#include "ui/voice/mixer.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "ui/voice/earcons.hpp"

using namespace uketsuke;
using namespace uketsuke::ui;
using voice::Mixer;

namespace {

constexpr int kMillisecond = Mixer::kRate / 1000;

Play play(Track track, int milliseconds, std::int16_t value, bool after = false) {
    return {
        Output::loudspeaker, track, {24000, std::vector<std::int16_t>(milliseconds * kMillisecond, value)}, 1, after};
}

/// The left side.
std::vector<float> next(Mixer& mixer, int milliseconds) {
    std::vector<float> stereo(2 * milliseconds * kMillisecond), left;
    mixer.fill(stereo);
    for (std::size_t i = 0; i < stereo.size(); i += 2) left.push_back(stereo[i]);
    return left;
}

bool all(const std::vector<float>& values, float value) {
    return std::all_of(values.begin(), values.end(), [&](float one) { return one == value; });
}

}  // namespace

TEST_CASE("words that are cut are gone within 5 ms, without a step, and the next begin at once") {
    Mixer mixer;
    mixer.play(play(Track::words, 1000, 16384));
    CHECK(all(next(mixer, 100), 0.5F));
    mixer.play(play(Track::words, 20, 0));
    const auto fading = next(mixer, 6);
    CHECK(fading.front() > 0.49F);
    for (std::size_t i = 1; i < fading.size(); ++i) CHECK(std::abs(fading[i] - fading[i - 1]) < 0.01F);
    CHECK(fading.back() == 0);
    mixer.play(play(Track::words, 10, 8192));
    CHECK(next(mixer, 1).front() == 0.25F);
}

TEST_CASE("what is to come after is heard when the first is over; another takes its place; a cut ends both") {
    Mixer mixer;
    mixer.play(play(Track::words, 10, 16384));
    mixer.play(play(Track::words, 10, 1, true));
    mixer.play(play(Track::words, 10, 8192, true));
    CHECK(all(next(mixer, 10), 0.5F));
    CHECK(all(next(mixer, 10), 0.25F));
    CHECK(all(next(mixer, 10), 0));
    CHECK(mixer.silent());
    mixer.play(play(Track::words, 10, 16384));
    mixer.play(play(Track::words, 10, 8192, true));
    mixer.play(play(Track::words, 0, 0));
    next(mixer, 5);
    CHECK(all(next(mixer, 30), 0));
}

TEST_CASE("an earcon sounds on top of words, and the tone stands on its side until it is ended") {
    Mixer mixer;
    mixer.play(play(Track::words, 20, 8192));
    mixer.play(play(Track::earcon, 10, 4096));
    CHECK(all(next(mixer, 10), 0.375F));
    CHECK(all(next(mixer, 10), 0.25F));
    const voice::FaceTone right{.place = 1};
    mixer.tone(&right, 1);
    std::vector<float> stereo(2 * 1000 * kMillisecond);
    mixer.fill(stereo);
    double left_sum = 0, right_sum = 0;
    for (std::size_t i = 0; i < stereo.size(); i += 2) {
        left_sum += std::abs(stereo[i]);
        right_sum += std::abs(stereo[i + 1]);
    }
    CHECK(right_sum > 50 * left_sum);
    CHECK_FALSE(mixer.silent());
    mixer.tone(nullptr, 1);
    next(mixer, 40);
    CHECK(mixer.silent());
}

TEST_CASE("the loudest that there is on every track at once does not clip") {
    Mixer mixer;
    const auto peak = static_cast<std::int16_t>(voice::kWordsPeak * 32767);
    mixer.play(play(Track::words, 1000, peak));
    mixer.play({Output::loudspeaker, Track::earcon, voice::samples_of(voice::Earcon::take_card)});
    const voice::FaceTone left{.place = -1};
    mixer.tone(&left, 1);
    const auto heard = next(mixer, 700);
    CHECK(*std::max_element(heard.begin(), heard.end()) < 1);
}
