// SPDX-License-Identifier: Apache-2.0
#include "ui/voice/face_tone.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "spectrum.hpp"

using namespace uketsuke;
using namespace uketsuke::ui::voice;
using domain::FacePlace;

namespace {

constexpr int kRate = 24000;

struct Ears {
    std::vector<std::int16_t> left, right;
};

Ears played(ToneVoice& voice, const FaceTone* tone, double seconds) {
    std::vector<std::int16_t> both(2 * static_cast<std::size_t>(seconds * kRate));
    voice.fill(both, tone);
    Ears ears;
    for (std::size_t i = 0; i < both.size(); i += 2) ears.left.push_back(both[i]), ears.right.push_back(both[i + 1]);
    return ears;
}

Ears played(const FaceTone& tone, double seconds = 1) {
    ToneVoice voice(kRate);
    return played(voice, &tone, seconds);
}

double power(const std::vector<std::int16_t>& values) {
    double sum = 0;
    for (const double value : values) sum += value * value;
    return sum / static_cast<double>(values.size());
}

/// How often the sound begins anew.
int beats_in(const std::vector<std::int16_t>& values) {
    constexpr std::size_t kPiece = kRate / 100;
    int count = 0;
    bool loud = false;
    for (std::size_t at = 0; at + kPiece <= values.size(); at += kPiece) {
        const auto top =
            *std::max_element(values.begin() + static_cast<long>(at), values.begin() + static_cast<long>(at + kPiece));
        const bool now = top > (loud ? 300 : 900);
        count += now && !loud ? 1 : 0;
        loud = now;
    }
    return count;
}

double decibels(double ratio) { return 10 * std::log10(ratio); }

}  // namespace

TEST_CASE("the tone stands where the face has to go") {
    CHECK(tone_of(FacePlace{}) == FaceTone{});
    CHECK(tone_of(FacePlace{.x = 0.7, .y = -0.7, .turn = 0.7}) == FaceTone{});
    CHECK(tone_of(FacePlace{.x = 1}).place > 0.15);  // too far to the own left: to the right
    CHECK(tone_of(FacePlace{.x = -5}).place == -1);
    CHECK(tone_of(FacePlace{.y = 1}).hertz > 520);  // too low: up
    CHECK(tone_of(FacePlace{.y = -9}).hertz == 220);
    CHECK(tone_of(FacePlace{.depth = 0.3}).beats == 2);
    CHECK(tone_of(FacePlace{.depth = -0.3}).beats == 8);
    CHECK(tone_of(FacePlace{.x = 1}).beats == 4);
    CHECK(tone_of(FacePlace{.x = 1, .depth = 0.3}).beats == 2);
    CHECK(tone_of(FacePlace{.x = 2}).place > tone_of(FacePlace{.x = 1}).place);
}

TEST_CASE("no place sounds like no face") {
    for (double x = -3; x <= 3; x += 0.25)
        for (const double depth : {-1.0, 0.0, 1.0})
            for (const double turn : {-2.0, 0.0, 2.0}) CHECK(tone_of({x, 3, depth, turn, {}}).beats != kNotSeen.beats);
}

TEST_CASE("the head is to turn only once it is in the middle") {
    const auto turned = tone_of(FacePlace{.turn = 1.2});
    CHECK(turned.turn);
    CHECK(turned.place > 0.15);
    CHECK(turned.beats == 4);
    CHECK(tone_of(FacePlace{.depth = 1, .turn = -1.2}).turn);
    const auto both = tone_of(FacePlace{.x = -1, .turn = 1.2});
    CHECK_FALSE(both.turn);
    CHECK(both.place < 0);
}

TEST_CASE("sides are heard between the ears, and all sides are as loud") {
    const auto middle = played({}), little = played({.place = 0.15, .beats = 4}),
               left = played({.place = -1, .beats = 4});
    CHECK(decibels(power(middle.left) / power(middle.right)) == Approx(0).margin(0.1));
    CHECK(decibels(power(little.right) / power(little.left)) == Approx(2.1).margin(0.1));
    CHECK(decibels(power(left.left) / (power(left.right) + 1)) > 40);
    CHECK(power(little.left) + power(little.right) == Approx(power(left.left)).epsilon(0.05));
}

TEST_CASE("tempo and pitch are those that the rules name") {
    CHECK(beats_in(played({.beats = 2}, 2).left) == 4);
    CHECK(beats_in(played({.beats = 4}, 2).left) == 8);
    CHECK(beats_in(played({.beats = 8}, 2).left) == 16);
    CHECK(beats_in(played({}, 2).left) == 1);
    const auto high = played({.hertz = 660, .beats = 2}, 2);
    CHECK(test::amplitude(high.left, 660, kRate) > 0.01);
    CHECK(test::amplitude(high.left, 440, kRate) > 0.01);  // to compare with
    CHECK(test::amplitude(high.left, 550, kRate) < 0.003);
}

TEST_CASE("the tone never clicks, however it changes, and falls silent") {
    ToneVoice voice(kRate);
    const FaceTone tones[] = {
        {}, {.place = 1, .hertz = 880, .beats = 8}, {.place = -1, .beats = 2}, {.turn = true}, {}};
    std::vector<std::int16_t> all;
    for (const auto& tone : tones) {
        const auto piece = played(voice, &tone, 0.233).left;
        all.insert(all.end(), piece.begin(), piece.end());
    }
    const auto end = played(voice, nullptr, 0.1).left;
    all.insert(all.end(), end.begin(), end.end());
    int step = 0, peak = 0;
    for (std::size_t i = 1; i < all.size(); ++i) step = std::max(step, std::abs(all[i] - all[i - 1]));
    for (const auto value : all) peak = std::max(peak, std::abs(static_cast<int>(value)));
    CHECK(step < kTonePeak * 32767 * 2 * 3.1416 * 880 / kRate * 1.3);
    CHECK(peak <= std::lround(kTonePeak * 32768));
    CHECK(peak > kTonePeak * 32768 * 0.8);
    CHECK(std::all_of(end.begin() + kRate / 25, end.end(), [](std::int16_t value) { return std::abs(value) < 4; }));
}
