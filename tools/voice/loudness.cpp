// SPDX-License-Identifier: Apache-2.0
#include "loudness.hpp"

#include <ebur128.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <memory>
#include <numeric>

#include "resample.hpp"
#include "ui/voice/mixer.hpp"

namespace uketsuke::tools::voice {
namespace {

using ui::Samples;
constexpr double kSilence = -70, kTooSoft = -40;  // LUFS
constexpr double kEdge = 0.00316;                 // −50 dB
constexpr std::size_t kBend = ui::voice::Mixer::kRate / 200;
constexpr double kMostBent = 2.5;  // a peak is bent by at most 8 dB; what has higher ones stays softer
constexpr int kClipped = 4;        // samples in a row at the end of the range: no voice does that

struct Meter {
    void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
};

std::int16_t rounded(double value) {
    return static_cast<std::int16_t>(std::lround(std::clamp(value, -32767.0, 32767.0)));
}

/// The least within kBend samples on both sides, for each.
std::vector<double> least_around(const std::vector<double>& values) {
    std::vector<double> least(values.size());
    std::deque<std::size_t> rising;  // places of ever larger values, the least first
    for (std::size_t next = 0, i = 0; i < values.size(); ++i) {
        for (; next < values.size() && next <= i + kBend; ++next) {
            while (!rising.empty() && values[rising.back()] >= values[next]) rising.pop_back();
            rising.push_back(next);
        }
        while (rising.front() + kBend < i) rising.pop_front();
        least[i] = values[rising.front()];
    }
    return least;
}

std::vector<double> mean_around(const std::vector<double>& values) {
    std::vector<double> sums(values.size() + 1), mean(values.size());
    std::partial_sum(values.begin(), values.end(), sums.begin() + 1);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto first = i - std::min(i, kBend), last = std::min(values.size(), i + kBend + 1);
        mean[i] = (sums[last] - sums[first]) / static_cast<double>(last - first);
    }
    return mean;
}

/// What each sample may be multiplied by, so that none exceeds `peak`: bent over 5 ms on both sides, so that it does
/// not crackle.
std::vector<double> allowed(const std::vector<std::int16_t>& values, double gain, double peak) {
    std::vector<double> each;
    for (const auto value : values) each.push_back(std::min(1.0, peak / std::max(1.0, gain * std::abs(value))));
    return mean_around(least_around(each));
}

Samples limited(const Samples& samples, double gain, double peak) {
    const auto shares = allowed(samples.values, gain, peak);
    Samples made{samples.rate, {}};
    for (std::size_t i = 0; i < samples.values.size(); ++i)
        made.values.push_back(rounded(samples.values[i] * gain * shares[i]));
    return made;
}

bool clips(const Samples& samples) {
    int row = 0;
    return std::ranges::any_of(samples.values, [&](int value) {
        row = std::abs(value) >= 32766 ? row + 1 : 0;
        return row >= kClipped;
    });
}

}  // namespace

double lufs_of(const Samples& samples) {
    if (samples.values.empty()) return kSilence;
    const std::unique_ptr<ebur128_state, Meter> state(
        ebur128_init(1, static_cast<unsigned long>(samples.rate), EBUR128_MODE_I));
    const auto enough = static_cast<std::size_t>(samples.rate) * 2;
    for (std::size_t fed = 0; fed < enough; fed += samples.values.size())
        ebur128_add_frames_short(state.get(), samples.values.data(), samples.values.size());
    double lufs = kSilence;
    ebur128_loudness_global(state.get(), &lufs);
    return std::max(kSilence, lufs);
}

double peak_of(const Samples& samples) {
    int peak = 0;
    for (const int value : samples.values) peak = std::max(peak, std::abs(value));
    return peak / 32768.0;
}

Samples trimmed(Samples samples) {
    const double edge = peak_of(samples) * 32768 * kEdge;
    const auto loud = [&](int value) { return std::abs(value) > edge; };
    const auto kept = samples.rate / 100;
    auto& values = samples.values;
    const auto last = std::find_if(values.rbegin(), values.rend(), loud);
    values.erase(last.base() + std::min<long>(kept, last - values.rbegin()), values.end());
    const auto first = std::ranges::find_if(values, loud);
    values.erase(values.begin(), first - std::min<long>(kept, first - values.begin()));
    return samples;
}

Samples finished(const Samples& raw) {
    const auto samples = resampled(trimmed(raw), ui::voice::Mixer::kRate);
    const double unbent = ui::voice::kWordsPeak / std::max(peak_of(samples), 1e-6), most = kMostBent * unbent;
    double gain = 1;
    Samples made = samples;
    for (int turn = 0; turn < 3; ++turn) {  // what bending took away is given once more
        gain = std::min(most, gain * std::pow(10, (kLoudness - lufs_of(made)) / 20));
        made = limited(samples, gain, ui::voice::kWordsPeak * 32767);
        if (gain <= unbent) break;
    }
    return made;
}

std::string fault_of(const Samples& raw) {
    if (clips(raw)) return "clipped: speak more softly, or further from the microphone";
    const double lufs = lufs_of(trimmed(raw));
    if (lufs <= kSilence) return "silent: nothing was recorded";
    if (lufs < kTooSoft) return fmt::format("too soft ({:.0f} LUFS): speak up, or come nearer", lufs);
    return "";
}

}  // namespace uketsuke::tools::voice
