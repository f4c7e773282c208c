// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "pad_graded.hpp"
#include "publish.hpp"
#include "tools/eval/presentations/presentations.hpp"
#include "tools/eval/report/plot.hpp"

namespace uketsuke::tools::eval {
namespace {

using Json = nlohmann::ordered_json;

struct Detected {
    Species live;
    std::vector<Species> attacks;
    double threshold = 0, doubtful_from = 0;
    ReplayChance chance;
    [[nodiscard]] Grades grades() const { return {live, attacks, doubtful_from, threshold}; }
};

std::vector<Classified> apcers(const Detected& detected, double threshold) {
    std::vector<Classified> rates;
    for (const auto& attack : detected.attacks) rates.push_back(apcer_of(attack, threshold));
    return rates;
}

std::string score_words(double score) { return std::isfinite(score) ? fmt::format("{:.2f}", score) : "–"; }

Rate with_bound(const Proportion& seen) { return {seen, upper95(seen)}; }

Section section_at_threshold(const Detected& detected) {
    Section section{"At the product's threshold", {}, {{"", "error rate", "non-responses"}, {}}, {}, {}};
    const auto row = [&](const std::string& name, const Classified& rate) {
        section.table.rows.push_back({name, in_counts(with_bound(rate.wrong)), std::to_string(rate.non_responses)});
    };
    const auto attacks = apcers(detected, detected.threshold);
    for (const auto& rate : attacks) row("APCER " + rate.name, rate);
    row("BPCER", bpcer_of(detected.live, detected.threshold));
    section.lines.push_back(fmt::format(
        "Threshold {:.2f}; the passive score alone, without challenge and injection checks. Errors of presentations; "
        "one-sided 95 % bound, which takes each for independent. The worst species is {}.",
        detected.threshold, worst_of(attacks).name));
    section.lines.push_back(
        "A video or a folder of frames is one presentation, decided as the product does: the median of the first seven "
        "frames that pass the quality gate. A non-response had too few of them, or showed no face.");
    section.lines.push_back("Not an evaluation under ISO/IEC 30107-3.");
    return section;
}

Section section_over_thresholds(const Detected& detected) {
    Section section{"At other thresholds", {}, {{"threshold", "worst APCER", "BPCER"}, {}}, {}, {}};
    for (int tenth = 1; tenth <= 9; ++tenth) {
        const auto rates = apcers(detected, tenth / 10.0);
        const auto& worst = worst_of(rates);
        section.table.rows.push_back({fmt::format("{:.1f}", tenth / 10.0),
                                      fmt::format("{}: {}", worst.name, in_counts(with_bound(worst.wrong))),
                                      in_counts(with_bound(bpcer_of(detected.live, tenth / 10.0).wrong))});
    }
    std::vector<Curve> curves;
    for (const auto& attack : detected.attacks)
        curves.push_back({attack.name, Ranked(as_scores(detected.live, {attack})).det()});
    section.plots = {roc_plot(curves, "APCER", "1 − BPCER"),
                     histogram(Ranked(as_scores(detected.live, detected.attacks)), detected.threshold)};
    return section;
}

Section section_of_scores(const Detected& detected) {
    Section section{"Scores", {}, {{"", "least", "median", "most", "at or above the threshold"}, {}}, {}, {}};
    const auto row = [&](const Species& species) {
        std::vector<double> scores;
        for (const auto& one : species.presentations)
            if (one.live_score) scores.push_back(*one.live_score);
        const Resampled sorted(scores);
        const auto over =
            std::count_if(scores.begin(), scores.end(), [&](double score) { return score >= detected.threshold; });
        section.table.rows.push_back({species.name, score_words(sorted.at(0)), score_words(sorted.at(0.5)),
                                      score_words(sorted.at(1)), fmt::format("{} of {}", over, scores.size())});
    };
    row(detected.live);
    for (const auto& attack : detected.attacks) row(attack);
    return section;
}

/// File by file, so it stays on the disk.
Section section_of_non_responses(const Detected& detected) {
    Section section{"Non-responses", {}, {}, {}, {}, true};
    const auto add = [&](const Species& species) {
        for (const auto& one : species.presentations)
            if (!one.live_score) section.lines.push_back(fmt::format("{}, {}: {}", species.name, one.name, one.why));
    };
    add(detected.live);
    for (const auto& attack : detected.attacks) add(attack);
    return section;
}

Json json_of(const Classified& rate, const char* name) {
    const auto number = rate.wrong.trials > 0 ? Json(rate.wrong.rate()) : Json(nullptr);
    return {{"name", rate.name},
            {name, number},
            {std::string(name) + "_upper95", upper95(rate.wrong)},
            {"presentations", rate.wrong.trials},
            {"non_responses", rate.non_responses}};
}

std::string json_of(const Detected& detected) {
    auto species = Json::array();
    const auto attacks = apcers(detected, detected.threshold);
    for (const auto& rate : attacks) species.push_back(json_of(rate, "apcer"));
    const Json json{{"threshold", detected.threshold},
                    {"worst", worst_of(attacks).name},
                    {"species", species},
                    {"bona_fide", json_of(bpcer_of(detected.live, detected.threshold), "bpcer")},
                    {"graded", json_of(detected.grades(), detected.chance)}};
    return json.dump(2) + "\n";
}

base::Result<Detected> detect(const PadWords& options) {
    const auto models = load_models(options.results.models);
    if (!models) return base::fail(models.error());
    auto bona_fide = presentations_in(*models, options.live, "bona fide");
    if (!bona_fide) return base::fail(bona_fide.error());
    auto attacks = species_in(*models, options.attack);
    if (!attacks) return base::fail(attacks.error());
    const auto& manifest = (*models)->manifest();
    return Detected{std::move(*bona_fide), std::move(*attacks), manifest.liveness.threshold,
                    manifest.presentation.doubtful_from, replay_chance()};
}

}  // namespace

base::Result<Exit> run_pad(const PadWords& options) {
    if (const auto ready = outputs_ready(options.results); !ready) return base::fail(ready.error());
    const auto detected = detect(options);
    if (!detected) return base::fail(detected.error());
    if (const auto& file = options.results.json)
        if (const auto written = write_file(*file, json_of(*detected)); !written) return base::fail(written.error());
    Document document{
        title_of(options.results, options.attack),
        {section_at_threshold(*detected), section_of_scores(*detected), section_over_thresholds(*detected)}};
    for (auto& section : graded_sections(detected->grades(), detected->chance))
        document.sections.push_back(std::move(section));
    if (auto lost = section_of_non_responses(*detected); !lost.lines.empty())
        document.sections.push_back(std::move(lost));
    if (const auto published = publish(document, options.results); !published) return base::fail(published.error());
    return kDone;
}

}  // namespace uketsuke::tools::eval
