// SPDX-License-Identifier: Apache-2.0
#include "ui/voice/earcons.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "spectrum.hpp"

using namespace uketsuke;
using namespace uketsuke::ui::voice;

namespace {

double peak(const ui::Samples& samples) {
    int largest = 0;
    for (const auto value : samples.values) largest = std::max(largest, std::abs(static_cast<int>(value)));
    return largest / 32767.0;
}

double largest_step(const ui::Samples& samples) {
    int largest = 0, last = 0;
    for (const auto value : samples.values) {
        largest = std::max(largest, std::abs(value - last));
        last = value;
    }
    return std::max(largest, std::abs(last)) / 32767.0;
}

/// How strong each semitone from 200 to 2500 Hz is in each 40 ms: what an ear tells sounds apart by.
std::vector<double> heard(const ui::Samples& samples) {
    std::vector<double> all;
    const std::size_t piece = static_cast<std::size_t>(samples.rate) / 25;
    auto values = samples.values;
    values.resize(piece * 20);
    for (std::size_t at = 0; at < values.size(); at += piece)
        for (double hertz = 200; hertz < 2500; hertz *= std::exp2(1.0 / 12))
            all.push_back(test::amplitude({values.data() + at, piece}, hertz, samples.rate));
    return all;
}

double likeness(const std::vector<double>& a, const std::vector<double>& b) {
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) ab += a[i] * b[i], aa += a[i] * a[i], bb += b[i] * b[i];
    return ab / std::sqrt(aa * bb);
}

}  // namespace

TEST_CASE("earcons have the stated levels and do not click") {
    for (const auto earcon : all_earcons()) {
        CAPTURE(name_of(earcon));
        const auto samples = samples_of(earcon);
        const bool soft = earcon == Earcon::digit || earcon == Earcon::wrong_key;
        CHECK(peak(samples) == Approx(soft ? kSoftPeak : kEarconPeak).epsilon(0.001));
        CHECK(samples.values.front() == 0);
        // The steepest of the largest sample's sum of 1175 Hz and its octave: 2π f / rate, and half as much again.
        CHECK(largest_step(samples) < kEarconPeak * 2 * 3.1416 * 1175 / samples.rate * 1.5);
        CHECK(std::abs(samples.values.back()) < 40);
        CHECK(samples.values.size() <= samples.rate * 0.7);
    }
}

TEST_CASE("no earcon needs ears for high pitches") {
    for (const auto earcon : all_earcons()) {
        CAPTURE(name_of(earcon));
        const auto samples = samples_of(earcon);
        double low = 0, high = 0;
        for (double hertz = 100; hertz < 11000; hertz += 20)
            (hertz < 2000 ? low : high) += std::pow(test::amplitude(samples.values, hertz, samples.rate), 2);
        CHECK(high < low / 10);
    }
}

TEST_CASE("no two earcons are alike") {
    const auto all = all_earcons();
    CHECK(std::set(all.begin(), all.end()).size() == all.size());
    std::set<std::string_view> names;
    std::vector<std::vector<double>> ears;
    for (const auto earcon : all) {
        names.insert(name_of(earcon));
        ears.push_back(heard(samples_of(earcon)));
    }
    CHECK(names.size() == all.size());
    for (std::size_t a = 0; a < all.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) {
            CAPTURE(name_of(all[a]), name_of(all[b]));
            CHECK(likeness(ears[a], ears[b]) < 0.7);
        }
}

TEST_CASE("an earcon is the same sound at another rate") {
    for (const auto earcon : all_earcons()) {
        const auto slow = samples_of(earcon, 16000), fast = samples_of(earcon, 48000);
        CHECK(likeness(heard(slow), heard(fast)) > 0.98);
    }
}
