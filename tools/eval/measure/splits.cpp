// SPDX-License-Identifier: Apache-2.0
#include "splits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "tools/eval/report/progress.hpp"
#include "tools/eval/statistics/bootstrap.hpp"
#include "tools/eval/statistics/rates.hpp"

namespace uketsuke::tools::eval {

using Templates = std::vector<models::face::Template>;

std::vector<models::face::PersonTemplates> templates_of(const Album& album, const std::vector<Picture>& pictures,
                                                        const People& people) {
    std::map<std::string, models::face::PersonTemplates> by_person;
    for (std::size_t i = 0; i < pictures.size(); ++i)
        if (!album.plain[i].empty() && people.count(pictures[i].subject) > 0)
            by_person[pictures[i].subject].push_back(&album.plain[i]);
    std::vector<models::face::PersonTemplates> out;
    for (auto& [name, templates] : by_person) out.push_back(std::move(templates));
    return out;
}

Templates centred_all(const Templates& plain, std::span<const models::face::TakenOff> taken,
                      const models::face::Layout& layout) {
    Templates out;
    for (const auto& one : plain)
        out.push_back(one.empty() ? models::face::Template{} : models::face::centred(one, taken, layout));
    return out;
}

People everybody(const std::vector<Picture>& pictures) {
    People people;
    for (const auto& picture : pictures) people.insert(picture.subject);
    return people;
}

People drawn_half(const People& people, std::mt19937_64& random) {
    std::vector<std::string> names(people.begin(), people.end());
    for (std::size_t i = names.size() - 1; i > 0; --i)
        std::swap(names[i], names[static_cast<std::size_t>((random() >> 32U) * (i + 1) >> 32U)]);
    return {names.begin(), names.begin() + static_cast<std::ptrdiff_t>(names.size() / 2)};
}

namespace {

std::vector<Picture> without(const std::vector<Picture>& pictures, const People& people) {
    std::vector<Picture> rest;
    std::copy_if(pictures.begin(), pictures.end(), std::back_inserter(rest),
                 [&](const Picture& picture) { return people.count(picture.subject) == 0; });
    return rest;
}

PairList genuine_without(const PairList& list, const People& people) {
    PairList rest{{}, list.folds};
    std::copy_if(list.pairs.begin(), list.pairs.end(), std::back_inserter(rest.pairs),
                 [&](const Pair& pair) { return pair.genuine && people.count(pair.first.subject) == 0; });
    return rest;
}

struct Group {
    const Album& album;
    const models::face::FaceModels& models;
    const std::vector<Picture>& pictures;
    const GenuinePairs* genuine;
    const SplitPlan& plan;
};

/// The impostors of one and the genuine comparisons of another; who is in both is one person. All people of both have a
/// number, so that a resample draws the same people in every split.
Scores joined(const Scores& impostors, const Scores& genuine) {
    Scores out;
    SubjectIndex index(out);
    for (const auto* side : {&impostors, &genuine})
        for (const auto& name : side->subjects) index(name);
    const auto take = [&](const Scores& from, const std::vector<Comparison>& list, std::vector<Comparison>& into) {
        for (const auto& one : list)
            into.push_back({index(from.subjects[one.first]), index(from.subjects[one.second]), one.score});
    };
    take(impostors, impostors.impostors, out.impostors);
    take(genuine, genuine.genuine, out.genuine);
    return out;
}

/// The half's own centre, and beside it what the manifest has for people in general.
std::vector<models::face::TakenOff> taken_with(const Group& group, const People& half) {
    const auto row = models::face::mean_of_people(templates_of(group.album, group.pictures, half));
    auto taken = group.models.taken_off();
    for (std::size_t i = 0; i < taken.size(); ++i)
        taken[i].centre = models::face::part_of(row, group.models.layout(), i);
    return taken;
}

SplitFigures figures(const Group& group, const People& for_centre, std::span<const models::face::TakenOff> taken) {
    const auto faces = centred_all(group.album.plain, taken, group.models.layout());
    const auto tested = all_pairs(without(group.pictures, for_centre));
    auto scores = compared(compare(tested, group.pictures, faces, faces, false).scores);
    if (group.genuine != nullptr) {
        const auto others = centred_all(group.genuine->album.plain, taken, group.models.layout());
        const auto pairs = genuine_without(group.genuine->list, for_centre);
        scores = joined(scores, compared(compare(pairs, group.genuine->pictures, others, others, false).scores));
    }
    const Ranked ranked(scores);
    SplitFigures out;
    out.fmr_at_default = {ranked.false_matches(group.plan.default_threshold), 0};
    out.fmr_at_default.upper95 = upper95(out.fmr_at_default.seen);
    out.threshold = ranked.threshold_for(kGroupFmr);
    out.fnmr = ranked.false_non_matches(out.threshold);
    if (group.plan.resample && !taken.empty()) out.resampled = SubjectBootstrap(scores).fnmr_at_fmr(kGroupFmr);
    return out;
}

}  // namespace

models::face::Centre centre_of(const Album& album, const std::vector<Picture>& pictures,
                               const models::face::FaceModels& models, std::size_t embedding,
                               const std::string& source) {
    const auto people = templates_of(album, pictures, everybody(pictures));
    const auto& spec = models.manifest().embeddings.at(embedding);
    models::face::Centre centre{spec.sha256, spec.flip, source, static_cast<int>(people.size()), 0, {}};
    for (const auto& person : people) centre.images += static_cast<int>(person.size());
    centre.values = models::face::part_of(models::face::mean_of_people(people), models.layout(), embedding);
    return centre;
}

std::vector<Split> split(const Album& album, const models::face::FaceModels& models,
                         const std::vector<Picture>& pictures, const GenuinePairs* genuine, const SplitPlan& plan) {
    const Group group{album, models, pictures, genuine, plan};
    const auto people = everybody(pictures);
    std::mt19937_64 random(plan.seed);
    Progress progress("Splits", static_cast<std::size_t>(plan.splits));
    std::vector<Split> out;
    for (int i = 1; i <= plan.splits; ++i) {
        const auto half = drawn_half(people, random);
        out.push_back({fmt::format("seed {}, split {:02}", plan.seed, i), half.size(), people.size() - half.size(),
                       figures(group, half, {}), figures(group, half, taken_with(group, half))});
        progress.step();
    }
    return out;
}

SplitDifference difference(const std::vector<Split>& before, const std::vector<Split>& after) {
    SplitDifference out{0, 1, -1};
    const auto share = 1.0 / static_cast<double>(before.size());
    std::vector<double> means(before.front().centred.resampled.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto &old = before[i].centred, &now = after[i].centred;
        const double one = now.fnmr.rate() - old.fnmr.rate();
        out.mean += share * one;
        out.least = std::min(out.least, one);
        out.most = std::max(out.most, one);
        out.better += one < 0 ? 1 : 0;
        for (std::size_t r = 0; r < means.size(); ++r) means[r] += share * (now.resampled[r] - old.resampled[r]);
    }
    const Resampled sorted(std::move(means));
    out.low95 = sorted.at(0.025);
    out.high95 = sorted.at(0.975);
    return out;
}

}  // namespace uketsuke::tools::eval
