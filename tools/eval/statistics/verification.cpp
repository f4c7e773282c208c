// SPDX-License-Identifier: Apache-2.0
#include "verification.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace uketsuke::tools::eval {
namespace {

constexpr std::array kRates{1e-2, 1e-3, 1e-4, 1e-5};
constexpr double kFewestMatches = 3;

std::vector<Threshold> thresholds_of(const Verification& verification, const Ranked& ranked) {
    auto thresholds = verification.thresholds;
    if (ranked.impostors().empty()) return thresholds;
    for (const double rate : kRates)
        thresholds.push_back({fmt::format("fmr {:.0e}", rate), ranked.threshold_for(rate)});
    return thresholds;
}

std::size_t people_in(const Scores& scores) {
    std::vector<bool> met(scores.subjects.size());
    if (met.empty()) return 0;
    for (const auto* kind : {&scores.genuine, &scores.impostors})
        for (const auto& one : *kind) met[one.first] = met[one.second] = true;
    return static_cast<std::size_t>(std::count(met.begin(), met.end(), true));
}

Figures figures_of(std::string name, const Scores& all, const Verification& verification) {
    const auto scores = compared(all);
    const Ranked ranked(scores);
    const auto bootstrap = scores.knows_subjects() ? std::optional<SubjectBootstrap>(scores) : std::nullopt;
    Figures figures{std::move(name), people_in(scores), 0, {}, ranked.equal_error_rate()};
    figures.not_compared = all.genuine.size() + all.impostors.size() - scores.genuine.size() - scores.impostors.size();
    for (const auto& threshold : thresholds_of(verification, ranked))
        figures.points.push_back(
            operating_point(threshold.name, threshold.value, ranked, bootstrap ? &*bootstrap : nullptr));
    return figures;
}

Scores group_of(const Scores& scores, const std::set<std::string>& people) {
    std::vector<bool> chosen;
    for (const auto& subject : scores.subjects) chosen.push_back(people.count(subject) > 0);
    return among(scores, chosen);
}

}  // namespace

Scores compared(const Scores& scores) {
    Scores out;
    out.subjects = scores.subjects;
    const auto took_place = [](const Comparison& one) { return one.score != kNotCompared; };
    std::copy_if(scores.genuine.begin(), scores.genuine.end(), std::back_inserter(out.genuine), took_place);
    std::copy_if(scores.impostors.begin(), scores.impostors.end(), std::back_inserter(out.impostors), took_place);
    return out;
}

Analysis analyse(const Verification& verification) {
    Analysis analysis;
    if (verification.folds.size() >= 2) {
        analysis.by_folds = accuracy_of(verification.folds);
        analysis.accuracy = analysis.by_folds->mean();
    } else if (!verification.thresholds.empty()) {
        analysis.accuracy = 1 - wrong_at(verification.scores, verification.thresholds.front().value).rate();
    }
    analysis.all = figures_of("all", verification.scores, verification);
    for (const auto& [name, people] : verification.groups)
        analysis.groups.push_back(figures_of(name, group_of(verification.scores, people), verification));
    return analysis;
}

std::vector<PairedDifference> differences(const Scores& before, const Scores& after) {
    const Pairing pairing(before, after);
    std::vector<PairedDifference> out;
    for (const double rate : kRates)
        if (rate * static_cast<double>(after.impostors.size()) >= kFewestMatches) out.push_back(pairing.at(rate));
    return out;
}

}  // namespace uketsuke::tools::eval
