// SPDX-License-Identifier: Apache-2.0
#include "earcons.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace uketsuke::ui::voice {
namespace {

constexpr double kFade = 0.008;    ///< seconds
constexpr double kOctave = 0.251;  ///< −12 dB

/// Seconds from the beginning, and how long; equal tempered from A = 440 Hz.
struct Note {
    double hertz, at, length;
};

struct EarconRow {
    Earcon earcon;
    std::string_view name;
    double peak;
    std::vector<Note> notes;
};

// Upwards: well. Downwards: not. Two notes for what is done, three for what is to be done, one for a key.
const std::array<EarconRow, kEarconCount>& rows() {
    static const std::array<EarconRow, kEarconCount> table{{
        {Earcon::accepted, "accepted", kEarconPeak, {{880, 0, 0.12}, {1175, 0.12, 0.22}}},
        {Earcon::rejected, "rejected", kEarconPeak, {{294, 0, 0.14}, {294, 0.2, 0.22}}},
        {Earcon::take_card, "take_card", kEarconPeak, {{784, 0, 0.13}, {988, 0.16, 0.13}, {784, 0.32, 0.25}}},
        {Earcon::running_out, "running_out", kEarconPeak, {{587, 0, 0.09}, {587, 0.24, 0.09}, {587, 0.48, 0.09}}},
        {Earcon::card_near,
         "card_near",
         kEarconPeak,
         {{392, 0, 0.07}, {440, 0.09, 0.07}, {392, 0.18, 0.07}, {440, 0.27, 0.07}}},
        {Earcon::card_laid, "card_laid", kEarconPeak, {{523, 0, 0.16}}},
        {Earcon::card_read, "card_read", kEarconPeak, {{523, 0, 0.1}, {784, 0.1, 0.2}}},
        {Earcon::digit, "digit", kSoftPeak, {{740, 0, 0.05}}},
        {Earcon::wrong_key, "wrong_key", kSoftPeak, {{220, 0, 0.09}}},
        {Earcon::louder, "louder", kEarconPeak, {{466, 0, 0.06}, {622, 0.07, 0.06}}},
        {Earcon::softer, "softer", kEarconPeak, {{622, 0, 0.06}, {466, 0.07, 0.06}}},
        {Earcon::face_in_place, "face_in_place", kEarconPeak, {{659, 0, 0.3}, {988, 0.08, 0.22}}},
        {Earcon::movement_seen, "movement_seen", kEarconPeak, {{988, 0, 0.08}, {988, 0.11, 0.08}}},
    }};
    return table;
}

const EarconRow& row_of(Earcon earcon) {
    return *std::find_if(rows().begin(), rows().end(), [&](const EarconRow& row) { return row.earcon == earcon; });
}

double wave(const Note& note, double at) {
    const double since = at - note.at;
    if (since < 0 || since > note.length) return 0;
    const double edge = std::min({1.0, since / kFade, (note.length - since) / kFade});
    const double fade = 0.5 - 0.5 * std::cos(std::numbers::pi * edge);
    const double turn = 2 * std::numbers::pi * note.hertz * since;
    return fade * (std::sin(turn) + kOctave * std::sin(2 * turn));
}

double length_of(const EarconRow& row) {
    double end = 0;
    for (const auto& note : row.notes) end = std::max(end, note.at + note.length);
    return end;
}

}  // namespace

std::array<Earcon, kEarconCount> all_earcons() {
    std::array<Earcon, kEarconCount> all{};
    std::transform(rows().begin(), rows().end(), all.begin(), [](const EarconRow& row) { return row.earcon; });
    return all;
}

std::string_view name_of(Earcon earcon) { return row_of(earcon).name; }

Samples samples_of(Earcon earcon, int rate) {
    const auto& row = row_of(earcon);
    std::vector<double> sum(static_cast<std::size_t>(std::ceil(length_of(row) * rate)) + 1);
    double largest = 0;
    for (std::size_t i = 0; i < sum.size(); ++i) {
        for (const auto& note : row.notes) sum[i] += wave(note, static_cast<double>(i) / rate);
        largest = std::max(largest, std::abs(sum[i]));
    }
    Samples samples{rate, {}};
    for (const double value : sum)
        samples.values.push_back(static_cast<std::int16_t>(std::lround(value / largest * row.peak * 32767)));
    return samples;
}

}  // namespace uketsuke::ui::voice
