// SPDX-License-Identifier: Apache-2.0
#include "share.hpp"

#include <algorithm>
#include <numeric>

#include "box.hpp"

namespace uketsuke::ui {
namespace {

using Lengths = std::vector<double>;

Want largest_of(const std::vector<Want>& wants) {
    Want all;
    for (const auto& want : wants)
        all = {std::max(all.least, want.least), std::max(all.natural, want.natural), std::max(all.most, want.most),
               std::max(all.grow, want.grow)};
    return all;
}

/// Lengths of those that grow at a level.
void set_level(const std::vector<Want>& wants, double level, Lengths& lengths) {
    for (std::size_t i = 0; i < wants.size(); ++i)
        if (wants[i].grow > 0) lengths[i] = std::max(wants[i].least, std::min(wants[i].grow * level, wants[i].most));
}

void fill_up(const std::vector<Want>& wants, double room, Lengths& lengths) {
    constexpr int kHalvings = 60;
    double low = 0;
    double high = room / kRest;
    for (int i = 0; i < kHalvings; ++i) {
        const double level = (low + high) / 2;
        set_level(wants, level, lengths);
        (sum(lengths) > room ? high : low) = level;
    }
}

}  // namespace

std::vector<double> share(std::vector<Want> wants, double room, bool same) {
    if (same) std::fill(wants.begin(), wants.end(), largest_of(wants));
    const bool plenty = room >= kAny / 2;
    Lengths lengths;
    for (const auto& want : wants) lengths.push_back(plenty ? want.natural : want.least);
    if (plenty) return lengths;
    double rest = room - sum(lengths);
    bool any_grows = false;
    for (std::size_t i = 0; i < wants.size(); ++i) {
        any_grows = any_grows || wants[i].grow > 0;
        if (wants[i].grow > 0) continue;
        const double more = std::clamp(wants[i].natural - wants[i].least, 0.0, std::max(rest, 0.0));
        lengths[i] += more;
        rest -= more;
    }
    if (rest > 0 && any_grows) fill_up(wants, room, lengths);
    return lengths;
}

double sum(const std::vector<double>& lengths) { return std::accumulate(lengths.begin(), lengths.end(), 0.0); }

}  // namespace uketsuke::ui
