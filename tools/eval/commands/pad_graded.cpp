// SPDX-License-Identifier: Apache-2.0
#include "pad_graded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>

#include "firmware/app/draw_prompts.hpp"
#include "sim/acting/played_prompts.hpp"

namespace uketsuke::tools::eval {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kPrompts = 2;     ///< face.challenge_prompts as it comes
constexpr int kDraws = 20'000;  ///< of prompts before the recording
constexpr std::array kDoubts{0.01, 0.02, 0.05, 0.1, 0.2, 0.3};
constexpr std::array kSure{0.7, 0.9};

std::string counts(const Proportion& seen) { return in_counts({seen, upper95(seen)}); }

/// That a recording is taken for a person: it looks sure and fits the usual order, or leaves a doubt and fits the long
/// one. `doubts`: whether there is such a grade.
double chance_of(const Graded& look, const ReplayChance& chance, bool doubts) {
    const double sure = look.sure.rate() * chance.usual.rate();
    return doubts ? sure + look.asked_more.rate() * chance.in_doubt.rate() : sure;
}

std::vector<std::string> live_row(const Grades& grades, double doubtful_from, double sure_from, std::string_view what) {
    const auto live = graded(grades.live, doubtful_from, sure_from);
    std::uint64_t most = 0;
    for (const auto& attack : grades.attacks)
        most = std::max(most, graded(attack, doubtful_from, sure_from).sure.errors);
    return {fmt::format("{:.2f}{}", doubtful_from, what),
            fmt::format("{:.2f}", sure_from),
            counts(live.refused),
            counts(live.asked_more),
            counts(live.sure),
            std::to_string(most)};
}

Section section_of_people(const Grades& grades) {
    Section section{"What becomes of people, at other thresholds",
                    {},
                    {{"doubtful from", "sure from", "refused for the look", "asked for more movements", "go on at once",
                      "most attacks of a species that look sure"},
                     {}},
                    {},
                    {}};
    const auto row = [&](double doubtful_from, double sure_from, std::string_view what) {
        section.table.rows.push_back(live_row(grades, doubtful_from, sure_from, what));
    };
    row(grades.sure_from, grades.sure_from, " (no doubts)");
    for (auto doubt = kDoubts.rbegin(); doubt != kDoubts.rend(); ++doubt)
        if (*doubt < grades.sure_from)
            row(*doubt, grades.sure_from, *doubt == grades.doubtful_from ? " (the product)" : "");
    for (const double sure : kSure) row(grades.doubtful_from, sure, "");
    return section;
}

Section section_of_species(const Grades& grades, const ReplayChance& chance) {
    Section section{"What becomes of attacks, at the product's thresholds",
                    {},
                    {{"", "refused for the look", "asked for more movements", "look sure",
                      "taken for a person if it were a recording: without doubts → with"},
                     {}},
                    {},
                    {}};
    for (const auto& attack : grades.attacks) {
        const auto now = graded(attack, grades.doubtful_from, grades.sure_from);
        const double before = chance_of(now, chance, false), with = chance_of(now, chance, true);
        section.table.rows.push_back({attack.name, counts(now.refused), counts(now.asked_more), counts(now.sure),
                                      fmt::format("{:.2f} % → {:.2f} %", 100 * before, 100 * with)});
    }
    section.lines.push_back(fmt::format(
        "Doubtful from {:.2f}, sure from {:.2f}. Whoever leaves a doubt is taken for a person only when more movements "
        "are followed, each of the three kinds at least once. A recording before {} drawn orders is what is asked for: "
        "with {} movements {}, with those on top {}. What is flat follows neither.",
        grades.doubtful_from, grades.sure_from, kDraws, kPrompts, counts(chance.usual), counts(chance.in_doubt)));
    return section;
}

Json json_of(const Graded& one) {
    return {{"name", one.name},
            {"refused", one.refused.errors},
            {"asked_more", one.asked_more.errors},
            {"sure", one.sure.errors},
            {"presentations", one.sure.trials}};
}

}  // namespace

ReplayChance replay_chance() {
    std::mt19937 random(1);
    const auto bits = [&] { return static_cast<std::uint32_t>(random()); };
    ReplayChance chance{{0, kDraws}, {0, kDraws}};
    for (int i = 0; i < kDraws; ++i) {
        auto prompts = app::draw_prompts(kPrompts, bits);
        const auto more = app::draw_more(prompts, bits);
        const sim::Actor recorded(sim::Manner::recorded);
        chance.usual.errors += sim::play_prompts(recorded, sim::Artefact::replay, prompts).passed ? 1U : 0U;
        prompts.insert(prompts.end(), more.begin(), more.end());
        chance.in_doubt.errors +=
            sim::play_prompts(recorded, sim::Artefact::replay, std::move(prompts)).passed ? 1U : 0U;
    }
    return chance;
}

std::vector<Section> graded_sections(const Grades& grades, const ReplayChance& chance) {
    return {section_of_people(grades), section_of_species(grades, chance)};
}

Json json_of(const Grades& grades, const ReplayChance& chance) {
    auto species = Json::array();
    for (const auto& attack : grades.attacks)
        species.push_back(json_of(graded(attack, grades.doubtful_from, grades.sure_from)));
    return {{"doubtful_from", grades.doubtful_from},
            {"sure_from", grades.sure_from},
            {"bona_fide", json_of(graded(grades.live, grades.doubtful_from, grades.sure_from))},
            {"species", species},
            {"replay_passes", chance.usual.rate()},
            {"replay_passes_in_doubt", chance.in_doubt.rate()}};
}

}  // namespace uketsuke::tools::eval
