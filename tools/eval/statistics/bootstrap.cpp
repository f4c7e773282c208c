// SPDX-License-Identifier: Apache-2.0
#include "bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <random>

namespace uketsuke::tools::eval {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double weight_of(const std::vector<std::uint8_t>& weights, const Comparison& one) {
    return one.first == one.second ? weights[one.first] : static_cast<double>(weights[one.first]) * weights[one.second];
}

/// Two people, and how often they were compared.
struct Cell {
    Comparison people;
    double count = 0;
};

/// Many comparisons are of the same two people: counted once, their weight is found faster.
std::vector<Cell> cells_of(const std::vector<Comparison>& comparisons) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> counts;
    for (const auto& one : comparisons) ++counts[{one.first, one.second}];
    std::vector<Cell> cells;
    cells.reserve(counts.size());
    for (const auto& [people, count] : counts) cells.push_back({{people.first, people.second, 0}, count});
    return cells;
}

double weight_of(const std::vector<std::uint8_t>& weights, const std::vector<Cell>& cells) {
    double sum = 0;
    for (const auto& cell : cells)
        if (weights[cell.people.first] != 0) sum += cell.count * weight_of(weights, cell.people);
    return sum;
}

/// Not std::uniform_int_distribution, which every library draws in its own way.
std::size_t draw(std::mt19937_64& random, std::size_t count) {
    return static_cast<std::size_t>((random() >> 32U) * count >> 32U);
}

std::vector<std::uint8_t> draw_weights(std::mt19937_64& random, std::size_t subjects) {
    std::vector<std::uint8_t> weights(subjects, 0);
    for (std::size_t i = 0; i < subjects; ++i) ++weights[draw(random, subjects)];
    return weights;
}

}  // namespace

Resampled::Resampled(std::vector<double> values) : sorted_(std::move(values)) {
    sorted_.erase(std::remove_if(sorted_.begin(), sorted_.end(), [](double value) { return std::isnan(value); }),
                  sorted_.end());
    std::sort(sorted_.begin(), sorted_.end());
}

double Resampled::at(double part) const {
    if (sorted_.empty()) return kNone;
    const auto place = static_cast<std::size_t>(part * static_cast<double>(sorted_.size()));
    return sorted_[std::min(place, sorted_.size() - 1)];
}

double Resampled::variance() const {
    const auto count = static_cast<double>(sorted_.size());
    const double mean = std::accumulate(sorted_.begin(), sorted_.end(), 0.0) / count;
    double squares = 0;
    for (const double value : sorted_) squares += (value - mean) * (value - mean);
    return squares / (count - 1);
}

SubjectBootstrap::SubjectBootstrap(const Scores& scores, int resamples, std::uint64_t seed)
    : genuine_(scores.genuine), impostors_(scores.impostors) {
    std::mt19937_64 random(seed);
    const auto genuine = cells_of(genuine_), impostors = cells_of(impostors_);
    for (int i = 0; i < resamples; ++i) {
        Resample one{draw_weights(random, scores.subjects.size())};
        one.genuine = weight_of(one.weights, genuine);
        one.impostors = weight_of(one.weights, impostors);
        resamples_.push_back(std::move(one));
    }
    std::sort(genuine_.begin(), genuine_.end(), [](const auto& a, const auto& b) { return a.score < b.score; });
    std::sort(impostors_.begin(), impostors_.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
}

std::vector<double> SubjectBootstrap::fmr_at(double threshold) const {
    std::vector<double> rates;
    for (const auto& resample : resamples_) {
        double matched = 0;
        for (auto one = impostors_.begin(); one != impostors_.end() && one->score >= threshold; ++one)
            matched += weight_of(resample.weights, *one);
        rates.push_back(resample.impostors > 0 ? matched / resample.impostors : kNone);
    }
    return rates;
}

double SubjectBootstrap::fnmr_of(const Resample& resample, double threshold) const {
    double refused = 0;
    for (auto one = genuine_.begin(); one != genuine_.end() && one->score < threshold; ++one)
        refused += weight_of(resample.weights, *one);
    return resample.genuine > 0 ? refused / resample.genuine : kNone;
}

std::vector<double> SubjectBootstrap::fnmr_at(double threshold) const {
    std::vector<double> rates;
    for (const auto& resample : resamples_) rates.push_back(fnmr_of(resample, threshold));
    return rates;
}

double SubjectBootstrap::threshold_for(const Resample& resample, double fmr) const {
    double matched = 0;
    for (const auto& one : impostors_) {
        matched += weight_of(resample.weights, one);
        if (matched > fmr * resample.impostors * (1 + 1e-12))
            return std::nextafter(one.score, std::numeric_limits<float>::infinity());
    }
    return -std::numeric_limits<double>::infinity();
}

std::vector<double> SubjectBootstrap::fnmr_at(const std::vector<double>& thresholds) const {
    std::vector<double> rates;
    for (std::size_t i = 0; i < resamples_.size(); ++i)
        rates.push_back(std::isnan(thresholds[i]) ? kNone : fnmr_of(resamples_[i], thresholds[i]));
    return rates;
}

std::vector<double> SubjectBootstrap::thresholds_for(double fmr) const {
    std::vector<double> thresholds;
    for (const auto& resample : resamples_)
        thresholds.push_back(resample.impostors > 0 ? threshold_for(resample, fmr) : kNone);
    return thresholds;
}

std::vector<double> SubjectBootstrap::fnmr_at_fmr(double fmr) const { return fnmr_at(thresholds_for(fmr)); }

OperatingPoint operating_point(std::string name, double threshold, const Ranked& ranked,
                               const SubjectBootstrap* bootstrap) {
    OperatingPoint point{std::move(name), threshold, {ranked.false_matches(threshold)}, {}};
    point.fnmr.seen = ranked.false_non_matches(threshold);
    const auto bound = [&](const Proportion& seen, auto resampled) {
        if (bootstrap == nullptr || seen.errors == 0) return upper95(seen);
        return upper95(seen, Resampled(resampled()).variance());
    };
    point.fmr.upper95 = bound(point.fmr.seen, [&] { return bootstrap->fmr_at(threshold); });
    point.fnmr.upper95 = bound(point.fnmr.seen, [&] { return bootstrap->fnmr_at(threshold); });
    return point;
}

Pairing::Pairing(const Scores& before, const Scores& after)
    : before_{before.genuine, Ranked(before), SubjectBootstrap(before)},
      after_{after.genuine, Ranked(after), SubjectBootstrap(after)} {}

PairedDifference Pairing::at(double fmr) const {
    const double threshold_before = before_.ranked.threshold_for(fmr),
                 threshold_after = after_.ranked.threshold_for(fmr);
    PairedDifference out{fmr, before_.ranked.false_non_matches(threshold_before).rate(),
                         after_.ranked.false_non_matches(threshold_after).rate()};
    for (std::size_t i = 0; i < before_.genuine.size(); ++i) {
        const bool refused_before = before_.genuine[i].score < threshold_before;
        const bool refused_after = after_.genuine[i].score < threshold_after;
        out.only_before += refused_before && !refused_after ? 1 : 0;
        out.only_after += refused_after && !refused_before ? 1 : 0;
    }
    auto differences = after_.bootstrap.fnmr_at_fmr(fmr);
    const auto old = before_.bootstrap.fnmr_at_fmr(fmr);
    for (std::size_t i = 0; i < old.size(); ++i) differences[i] -= old[i];
    const Resampled sorted(std::move(differences));
    out.low95 = sorted.at(0.025);
    out.high95 = sorted.at(0.975);
    return out;
}

}  // namespace uketsuke::tools::eval
