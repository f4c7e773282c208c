// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "commands.hpp"
#include "publish.hpp"
#include "tools/eval/data/groups.hpp"
#include "tools/eval/measure/sheet.hpp"
#include "tools/eval/report/verify_report.hpp"
#include "tools/eval/statistics/score_file.hpp"

namespace uketsuke::tools::eval {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;

/// NAME=NUMBER of each --at.
base::Result<std::vector<Threshold>> extra_thresholds(const VerifyWords& options) {
    std::vector<Threshold> thresholds;
    for (const auto& word : options.at) {
        const auto sign = word.find('=');
        char* end = nullptr;
        const double value = sign == std::string::npos ? 0 : std::strtod(word.c_str() + sign + 1, &end);
        if (end == nullptr || *end != '\0' || sign + 1 == word.size() || !std::isfinite(value))
            return base::fail(ErrorCode::config_invalid, fmt::format("--at wants NAME=NUMBER, not '{}'", word));
        thresholds.push_back({word.substr(0, sign), value});
    }
    return thresholds;
}

/// The manifest's, the default one first.
std::vector<Threshold> thresholds_of(const models::face::Manifest& manifest) {
    std::vector<Threshold> thresholds{{"default", manifest.threshold()}};
    for (const auto& [name, point] : manifest.operating_points)
        if (name != "default") thresholds.push_back({name, point.threshold});
    return thresholds;
}

base::Result<void> add_groups(const VerifyWords& options, Verification& verification) {
    if (!options.groups.empty() && !verification.scores.knows_subjects())
        return base::fail(ErrorCode::config_invalid, "--group needs scores that name their subjects");
    for (const auto& file : options.groups) {
        auto groups = read_groups(file);
        if (!groups) return base::fail(groups.error());
        verification.groups.merge(*groups);
    }
    const auto& people = verification.scores.subjects;
    for (const auto& [name, members] : verification.groups)
        if (std::none_of(people.begin(), people.end(),
                         [&, &list = members](const auto& one) { return list.count(one) > 0; }))
            return base::fail(
                ErrorCode::config_invalid,
                fmt::format("nobody of the group {} was compared: {} is not among the people", name, *members.begin()));
    return {};
}

/// What the words ask for.
struct Job {
    fs::path folder;
    PairList list;
    std::vector<Picture> pictures;
    std::optional<CardSim> card;
    bool all_impostors = false;
    std::string recipe;
};

base::Result<Job> job_of(const VerifyWords& options) {
    Job job;
    if (!options.images) return base::fail(ErrorCode::config_invalid, "verify wants --images DIR or --scores FILE");
    job.folder = *options.images;
    auto there = pictures_in(job.folder);
    if (!there) return base::fail(there.error());
    if (options.pairs) {
        auto list = read_pairs(*options.pairs);
        if (!list) return base::fail(list.error());
        job.list = std::move(*list);
        job.pictures = pictures_of(job.list);
    } else {
        job.list = all_pairs(*there);
        job.pictures = std::move(*there);
    }
    if (options.card_sim) {
        const auto card = parse_card_sim(*options.card_sim);
        if (!card) return base::fail(card.error());
        job.card = *card;
    }
    job.all_impostors = options.all_impostors;
    job.recipe = options.recipe;
    return job;
}

/// One recipe's templates of both sides of a pair.
struct Sides {
    Album live;
    std::optional<Album> cards;

    [[nodiscard]] std::vector<std::string> failures() const {
        auto all = live.failures;
        if (cards) all.insert(all.end(), cards->failures.begin(), cards->failures.end());
        return all;
    }
};

Sides enrol(const Job& job, const std::shared_ptr<models::face::FaceModels>& models, const Recipe& recipe) {
    Sides sides{enrol_all(models, recipe, job.folder, job.pictures, std::nullopt), std::nullopt};
    if (job.card) sides.cards = enrol_all(models, recipe, job.folder, job.pictures, job.card);
    return sides;
}

Compared compare(const Job& job, const Sides& sides, std::vector<models::face::Template> Album::*templates) {
    const auto& firsts = sides.cards ? *sides.cards : sides.live;
    return compare(job.list, job.pictures, firsts.*templates, sides.live.*templates, job.all_impostors);
}

/// The plain recipe on the same pictures. What the product compares before it takes the centre off is the same, unless
/// it also takes the mirror image or another network.
Scores plain_scores(const Job& job, const std::shared_ptr<models::face::FaceModels>& models, const Sides& product) {
    const auto& embeddings = models->manifest().embeddings;
    if (embeddings.size() == 1 && !embeddings.front().flip) return compare(job, product, &Album::plain).scores;
    return compare(job, enrol(job, models, plain_recipe()), &Album::faces).scores;
}

std::string about(const models::face::EmbeddingSpec& spec, const models::face::Centre& centre) {
    return fmt::format("The product's recipe: {}, weight {:.2f}{}, {}.", spec.name, spec.weight,
                       spec.flip ? ", with the mirror image" : "",
                       centre.values.empty()
                           ? "no population centre"
                           : fmt::format("population centre from {} ({} people)", centre.source, centre.people));
}

std::vector<std::string> about(const VerifyWords& options, const Job& job, const models::face::FaceModels& models) {
    std::vector<std::string> lines{fmt::format(
        "{} pictures of {} people; {}.", job.pictures.size(), people_in(job.pictures),
        job.card ? "the first of a pair as the photo of a chip: " + *options.card_sim : "both as they are")};
    if (job.recipe == "plain") {
        lines.push_back("Plain recipe: one embedding, no centre.");
        return lines;
    }
    for (std::size_t i = 0; i < models.centres().size(); ++i)
        lines.push_back(about(models.manifest().embeddings[i], models.centres()[i]));
    return lines;
}

base::Result<VerifyRun> run_of_pictures(const VerifyWords& options) {
    const auto job = job_of(options);
    if (!job) return base::fail(job.error());
    const auto models = load_models(options.results.models);
    if (!models) return base::fail(models.error());
    VerifyRun run{title_of(options.results, job->folder), about(options, *job, **models), {}, {}, {}, {}, {}};
    const auto sides = enrol(*job, *models, job->recipe == "plain" ? plain_recipe() : product_recipe());
    run.failures = sides.failures();
    if (const auto some = somebody(sides.live, job->folder); !some) return base::fail(some.error());
    if (job->recipe == "both") run.before = plain_scores(*job, *models, sides);
    if (options.against) {
        const auto others = load_models(*options.against);
        if (!others) return base::fail(others.error());
        run.before = compare(*job, enrol(*job, *others, product_recipe()), &Album::faces).scores;
        run.before_name = "other models";
    }
    auto compared = compare(*job, sides, &Album::faces);
    if (const auto& folder = options.results.report) {
        run.worst_pairs = "worst_pairs.png";
        if (const auto sheet =
                write_worst_pairs(compared, job->folder, job->pictures, fs::path(*folder) / run.worst_pairs);
            !sheet)
            return base::fail(sheet.error());
    }
    run.verification.scores = std::move(compared.scores);
    run.verification.folds = std::move(compared.folds);
    run.verification.thresholds = thresholds_of((*models)->manifest());
    return run;
}

base::Result<VerifyRun> run_of_scores(const VerifyWords& options) {
    auto read = read_scores(*options.scores);
    if (!read) return base::fail(read.error());
    VerifyRun run{title_of(options.results, *options.scores), {"Scores from a file."}, {}, {}, {}, {}, {}};
    run.verification.scores = std::move(read->scores);
    run.verification.folds = std::move(read->folds);
    if (run.verification.folds.size() < 2) run.verification.folds.clear();
    return run;
}

base::Result<void> save_scores(const VerifyWords& options, const Verification& verification) {
    const auto& file = options.save_scores;
    if (!file) return {};
    // With all impostors the folds are only a part of the scores.
    if (options.all_impostors) return write_scores(*file, {compared(verification.scores), {}});
    ScoreFile scores{compared(verification.scores), {}};
    for (const auto& fold : verification.folds) scores.folds.push_back(compared(fold));
    return write_scores(*file, scores);
}

}  // namespace

base::Result<Exit> run_verify(const VerifyWords& options) {
    if (const auto ready = outputs_ready(options.results, options.save_scores); !ready)
        return base::fail(ready.error());
    const auto extra = extra_thresholds(options);
    if (!extra) return base::fail(extra.error());
    auto run = options.scores ? run_of_scores(options) : run_of_pictures(options);
    if (!run) return base::fail(run.error());
    auto& verification = run->verification;
    verification.thresholds.insert(verification.thresholds.end(), extra->begin(), extra->end());
    if (const auto added = add_groups(options, verification); !added) return base::fail(added.error());
    if (const auto saved = save_scores(options, verification); !saved) return base::fail(saved.error());
    const auto analysis = analyse(verification);
    if (run->before) run->differences = differences(*run->before, verification.scores);
    if (const auto& file = options.results.json)
        if (const auto written = write_file(*file, json_of(*run, analysis)); !written)
            return base::fail(written.error());
    if (const auto published = publish(document_of(*run, analysis), options.results); !published)
        return base::fail(published.error());
    return kDone;
}

}  // namespace uketsuke::tools::eval
