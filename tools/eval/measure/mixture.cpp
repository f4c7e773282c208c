// SPDX-License-Identifier: Apache-2.0
#include "mixture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "tools/eval/report/progress.hpp"
#include "tools/eval/statistics/bootstrap.hpp"

namespace uketsuke::tools::eval {
namespace {

using models::face::TakenOff;
using Templates = std::vector<models::face::Template>;

constexpr int kResamples = 200;  ///< of each split; the splits add theirs up

struct Recipe {
    std::string name;
    std::vector<TakenOff> taken;
};

/// The pictures of a crowd that may be tested, and what a recipe leaves of them.
struct Tested {
    std::vector<std::uint32_t> people;
    std::vector<std::string> files;
    Templates firsts, seconds;  ///< the sides of a comparison

    Tested(const Crowd& crowd, const std::function<bool(const std::string&)>& may, const Recipe& recipe,
           const models::face::Layout& layout, SubjectIndex& index) {
        auto live = centred_all(crowd.live.plain, recipe.taken, layout);
        auto cards =
            centred_all(crowd.cards.plain.empty() ? crowd.live.plain : crowd.cards.plain, recipe.taken, layout);
        for (std::size_t i = 0; i < crowd.pictures.size(); ++i) {
            if (!may(crowd.pictures[i].subject) || live[i].empty() || cards[i].empty()) continue;
            people.push_back(index(crowd.pictures[i].subject));
            files.push_back(crowd.pictures[i].file.string());
            firsts.push_back(std::move(cards[i]));
            seconds.push_back(std::move(live[i]));
        }
    }
    [[nodiscard]] Comparison compared(std::size_t first, std::size_t second) const {
        return {people[first], people[second], static_cast<float>(firsts[first].cosine(seconds[second]))};
    }
};

/// Every picture with every later one.
void add_all(const Tested& tested, Scores& scores, bool genuine) {
    for (std::size_t i = 0; i < tested.people.size(); ++i)
        for (std::size_t j = i + 1; j < tested.people.size(); ++j) {
            const bool same = tested.people[i] == tested.people[j];
            if (!same) scores.impostors.push_back(tested.compared(i, j));
            if (same && genuine) scores.genuine.push_back(tested.compared(i, j));
        }
}

void add_listed(const Tested& tested, const PairList& list, Scores& scores) {
    std::map<std::string, std::size_t> at;
    for (std::size_t i = 0; i < tested.files.size(); ++i) at[tested.files[i]] = i;
    for (const auto& pair : list.pairs) {
        const auto first = at.find(pair.first.file.string()), second = at.find(pair.second.file.string());
        if (pair.genuine && first != at.end() && second != at.end())
            scores.genuine.push_back(tested.compared(first->second, second->second));
    }
}

/// The people whose centres are taken off in one split, and all others.
struct Halves {
    People group, general;
    [[nodiscard]] bool tested(const std::string& person) const {
        return !group.contains(person) && !general.contains(person);
    }
};

class Mixtures {
public:
    Mixtures(const Crowd& group, const Crowd& general, const PairList& genuine, const People& third,
             const models::face::FaceModels& models, const MixturePlan& plan)
        : group_(group), general_(general), genuine_(genuine), third_(third), models_(models), plan_(plan) {
        for (const auto* crowd : {&group_, &general_})
            for (const auto& picture : crowd->pictures) index_(picture.subject);
    }

    std::vector<MixtureFigures> run() {
        std::mt19937_64 random(plan_.seed);
        Progress progress("Splits", static_cast<std::size_t>(plan_.splits));
        auto people = everybody(general_.pictures);
        for (const auto& one : third_) people.erase(one);
        for (int i = 0; i < plan_.splits; ++i) {
            split({drawn_half(everybody(group_.pictures), random), drawn_half(people, random)});
            progress.step();
        }
        finish();
        return std::move(figures_);
    }

private:
    [[nodiscard]] std::vector<float> mean_of(const Crowd& crowd, const People& people) const {
        const auto row = models::face::mean_of_people(templates_of(crowd.live, crowd.pictures, people));
        return models::face::part_of(row, models_.layout(), 0);
    }

    [[nodiscard]] std::vector<Recipe> recipes(const Halves& halves) const {
        const auto group = mean_of(group_, halves.group), general = mean_of(general_, halves.general);
        std::vector<Recipe> all{{"one centre, of the group", {{group}}}, {"one centre, of all", {{general}}}};
        for (const double sharpness : plan_.sharpness)
            all.push_back({fmt::format("two centres, sharpness {:g}", sharpness), {{group, general, sharpness}}});
        return all;
    }

    void split(const Halves& halves) {
        const auto all = recipes(halves);
        figures_.resize(all.size());
        resampled_.resize(all.size(), std::vector<double>(kResamples));
        for (std::size_t i = 0; i < all.size(); ++i) measure(all[i], halves, figures_[i], resampled_[i]);
    }

    [[nodiscard]] Scores scores_of(const Crowd& crowd, const Recipe& recipe,
                                   const std::function<bool(const std::string&)>& may, bool listed) {
        auto scores = people_;
        const Tested tested(crowd, may, recipe, models_.layout(), index_);
        add_all(tested, scores, !listed);
        if (listed) add_listed(tested, genuine_, scores);
        return scores;
    }

    void measure(const Recipe& recipe, const Halves& halves, MixtureFigures& figures, std::vector<double>& resampled) {
        const auto tested = [&](const std::string& person) { return halves.tested(person); };
        const auto in_third = [&](const std::string& person) { return tested(person) && third_.contains(person); };
        const auto all = scores_of(general_, recipe, tested, true), group = scores_of(group_, recipe, tested, false),
                   third = scores_of(general_, recipe, in_third, true);
        const Ranked ranked(all), ranked_group(group), ranked_third(third);
        const double among_all = ranked.threshold_for(plan_.fmr_all);
        const double both = std::max(among_all, ranked_group.threshold_for(plan_.fmr_group));
        const auto add = [&](double& sum, double value) { sum += value / plan_.splits; };
        figures.recipe = recipe.name;
        add(figures.threshold, both);
        add(figures.fnmr_all, ranked.false_non_matches(both).rate());
        add(figures.fnmr_group, ranked_group.false_non_matches(both).rate());
        add(figures.fmr_group, ranked_group.false_matches(among_all).rate());
        if (!third_.empty()) {
            add(figures.fnmr_third, ranked_third.false_non_matches(both).rate());
            add(figures.fmr_third, ranked_third.false_matches(both).rate());
        }
        const SubjectBootstrap drawn(all, kResamples), drawn_group(group, kResamples);
        auto thresholds = drawn.thresholds_for(plan_.fmr_all);
        const auto of_group = drawn_group.thresholds_for(plan_.fmr_group);
        for (std::size_t i = 0; i < thresholds.size(); ++i) thresholds[i] = std::max(thresholds[i], of_group[i]);
        const auto rates = drawn.fnmr_at(thresholds);
        for (std::size_t i = 0; i < rates.size(); ++i) add(resampled[i], rates[i]);
    }

    void finish() {
        for (std::size_t i = 0; i < figures_.size(); ++i) {
            auto less = resampled_[i];
            for (std::size_t r = 0; r < less.size(); ++r) less[r] -= resampled_.front()[r];
            const Resampled sorted(std::move(less));
            figures_[i].less_than_one = figures_[i].fnmr_all - figures_.front().fnmr_all;
            figures_[i].low95 = sorted.at(0.025);
            figures_[i].high95 = sorted.at(0.975);
        }
    }

    const Crowd &group_, &general_;
    const PairList& genuine_;
    const People& third_;
    const models::face::FaceModels& models_;
    const MixturePlan& plan_;
    Scores people_;  ///< all of both crowds, numbered: a resample draws the same people for each recipe
    SubjectIndex index_{people_};
    std::vector<MixtureFigures> figures_;
    std::vector<std::vector<double>> resampled_;
};

}  // namespace

std::vector<MixtureFigures> mixtures(const Crowd& group, const Crowd& general, const PairList& genuine,
                                     const People& third, const models::face::FaceModels& models,
                                     const MixturePlan& plan) {
    return Mixtures(group, general, genuine, third, models, plan).run();
}

}  // namespace uketsuke::tools::eval
