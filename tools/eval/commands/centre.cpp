// SPDX-License-Identifier: Apache-2.0
// The verbs about a population centre: computing one, and what it is worth.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "commands.hpp"
#include "firmware/base/file.hpp"
#include "publish.hpp"
#include "tools/eval/data/manifest_line.hpp"
#include "tools/eval/measure/splits.hpp"

namespace uketsuke::tools::eval {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;

/// A folder of pictures, enrolled.
struct Enrolled {
    std::vector<Picture> pictures;
    Album album;
};
Enrolled enrol(const std::shared_ptr<models::face::FaceModels>& models, const fs::path& folder,
               std::vector<Picture> pictures) {
    auto album = enrol_all(models, product_recipe(), folder, pictures, std::nullopt);
    return {std::move(pictures), std::move(album)};
}

/// The pictures and models that a verb was told of.
struct Asked {
    fs::path folder;
    std::vector<Picture> pictures;
    std::shared_ptr<models::face::FaceModels> models;
};
base::Result<Asked> asked(const std::string& images, const Results& results) {
    auto pictures = pictures_in(images);
    if (!pictures) return base::fail(pictures.error());
    const auto models = load_models(results.models);
    if (!models) return base::fail(models.error());
    return Asked{images, std::move(*pictures), *models};
}

base::Result<std::optional<GenuinePairs>> genuine_pairs(const SplitsWords& options, const Asked& asked) {
    if (!options.pairs) return std::optional<GenuinePairs>();
    auto list = read_pairs(*options.pairs);
    if (!list) return base::fail(list.error());
    GenuinePairs genuine;
    genuine.list.folds = list->folds;
    std::copy_if(list->pairs.begin(), list->pairs.end(), std::back_inserter(genuine.list.pairs),
                 [](const Pair& pair) { return pair.genuine; });
    auto enrolled = enrol(asked.models, *options.pair_images, pictures_of(genuine.list));
    genuine.pictures = std::move(enrolled.pictures);
    genuine.album = std::move(enrolled.album);
    return std::optional(std::move(genuine));
}

using Figure = double (*)(const SplitFigures&);
double fmr(const SplitFigures& figures) { return figures.fmr_at_default.seen.rate(); }
double fnmr(const SplitFigures& figures) { return figures.fnmr.rate(); }

std::vector<double> values_of(const std::vector<Split>& splits, SplitFigures Split::*side, Figure figure) {
    std::vector<double> values;
    std::transform(splits.begin(), splits.end(), std::back_inserter(values),
                   [&](const Split& one) { return figure(one.*side); });
    return values;
}

Section summary_of(const std::vector<Split>& splits, const std::string& genuine_of, double default_threshold) {
    Section section{"Over all splits", {}, {{"", "uncentred", "centred"}, {}}, {}, {}};
    const auto row = [&](const std::string& name, Figure figure) {
        section.table.rows.push_back({name, with_range(values_of(splits, &Split::uncentred, figure)),
                                      with_range(values_of(splits, &Split::centred, figure))});
    };
    row(fmt::format("FMR at the default threshold {:.3f}: mean (range)", default_threshold), fmr);
    row(fmt::format("FNMR at in-group FMR {:.0e}: mean (range)", kGroupFmr), fnmr);
    const double before = mean_of(values_of(splits, &Split::uncentred, fnmr));
    const double after = mean_of(values_of(splits, &Split::centred, fnmr));
    const auto better = std::count_if(splits.begin(), splits.end(), [](const Split& one) {
        return one.centred.fnmr.rate() < one.uncentred.fnmr.rate();
    });
    section.lines.push_back(fmt::format("Genuine pairs: {}.", genuine_of));
    section.lines.push_back(fmt::format(
        "FNMR uncentred / centred on the same splits: {}; centred is lower in {} of {}.",
        after > 0 ? fmt::format("{:.2f} times", before / after) : "no refusals when centred", better, splits.size()));
    const double impostors = mean_of(values_of(splits, &Split::centred, [](const SplitFigures& figures) {
        return static_cast<double>(figures.fmr_at_default.seen.trials);
    }));
    section.lines.push_back(
        fmt::format("Each half has few people: {:.0f} impostor pairs in the mean, so FMR {:.0e} is {:.1f} of them. The "
                    "splits share their people: the range is no confidence interval.",
                    impostors, kGroupFmr, kGroupFmr * impostors));
    return section;
}

Section list_of(const std::vector<Split>& splits) {
    Section section{"Each split",
                    {},
                    {{"split", "people", "FMR uncentred", "FMR centred", "threshold uncentred, centred",
                      "FNMR uncentred", "FNMR centred"},
                     {}},
                    {},
                    {}};
    for (const auto& one : splits)
        section.table.rows.push_back({one.name, fmt::format("{} + {}", one.people_for_centre, one.people_tested),
                                      in_counts(one.uncentred.fmr_at_default.seen),
                                      in_counts(one.centred.fmr_at_default.seen),
                                      fmt::format("{:.3f}, {:.3f}", one.uncentred.threshold, one.centred.threshold),
                                      in_counts(one.uncentred.fnmr), in_counts(one.centred.fnmr)});
    return section;
}

base::Result<void> write_json(const Said& file, const std::vector<Split>& splits, const std::string& title,
                              const std::string& genuine_of, double default_threshold) {
    if (!file) return {};
    auto list = nlohmann::ordered_json::array();
    const auto side = [](const SplitFigures& figures) {
        return nlohmann::ordered_json{{"fmr_at_default", fmr(figures)},
                                      {"threshold", figures.threshold},
                                      {"fnmr", fnmr(figures)},
                                      {"impostors", figures.fmr_at_default.seen.trials},
                                      {"genuine", figures.fnmr.trials}};
    };
    for (const auto& one : splits)
        list.push_back({{"name", one.name}, {"uncentred", side(one.uncentred)}, {"centred", side(one.centred)}});
    const nlohmann::ordered_json json{
        {"title", title}, {"genuine_of", genuine_of}, {"default_threshold", default_threshold}, {"splits", list}};
    return write_file(*file, json.dump(2) + "\n");
}

/// --embedding, which one embedding alone does without.
base::Result<std::size_t> embedding_asked(const Said& said, const models::face::Manifest& manifest) {
    const auto& all = manifest.embeddings;
    const auto name = said.value_or(all.size() == 1 ? all.front().name : "");
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
    if (found != all.end()) return static_cast<std::size_t>(found - all.begin());
    std::string names;
    for (const auto& one : all) names += (names.empty() ? "" : ", ") + one.name;
    return base::fail(ErrorCode::config_invalid, "--embedding is one of " + names);
}

/// The splits with the models of a folder.
base::Result<std::vector<Split>> splits_with(const SplitsWords& options, const Asked& asked, SplitPlan plan) {
    const auto genuine = genuine_pairs(options, asked);
    if (!genuine) return base::fail(genuine.error());
    const auto enrolled = enrol(asked.models, asked.folder, asked.pictures);
    plan.default_threshold = asked.models->manifest().threshold();
    return split(enrolled.album, *asked.models, enrolled.pictures, *genuine ? &**genuine : nullptr, plan);
}

base::Result<Section> against(const SplitsWords& options, Asked job, const SplitPlan& plan,
                              const std::vector<Split>& after) {
    const auto models = load_models(*options.against);
    if (!models) return base::fail(models.error());
    job.models = *models;
    const auto before = splits_with(options, job, plan);
    if (!before) return base::fail(before.error());
    const auto found = difference(*before, after);
    return Section{
        "Against other models on the same splits",
        {fmt::format("FNMR at in-group FMR {:.0e}, centred: the other models {}, these {}.", kGroupFmr,
                     with_range(values_of(*before, &Split::centred, fnmr)),
                     with_range(values_of(after, &Split::centred, fnmr))),
         fmt::format("FMR at the default threshold, centred: the other models {}, these {}.",
                     with_range(values_of(*before, &Split::centred, fmr)),
                     with_range(values_of(after, &Split::centred, fmr))),
         fmt::format(
             "Difference of FNMR, points: mean {:+.2f} over the splits ({:+.2f} … {:+.2f}), 95 % interval of the "
             "mean by subject [{:+.2f}, {:+.2f}]; these are lower in {} of {}.",
             100 * found.mean, 100 * found.least, 100 * found.most, 100 * found.low95, 100 * found.high95, found.better,
             after.size())},
        {},
        {},
        {}};
}

/// Into a file of its own; with --manifest beside that one, which then names it.
base::Result<void> keep(const CentreWords& options, const std::string& embedding, const models::face::Centre& centre) {
    const auto& manifest = options.manifest;
    if (!manifest && !options.out) return {};
    fs::path file = options.out.value_or("centre_" + embedding + ".toml");
    if (manifest) file = fs::path(*manifest).parent_path() / file.filename();
    if (const auto written = models::face::write_centre(file, centre); !written) return written;
    fmt::print("Written to {}.\n", file.string());
    if (!manifest) {
        fmt::print("Put it beside the manifest and name it as the centre of [embedding.{}].\n", embedding);
        return {};
    }
    const auto text = base::read_file(*manifest);
    if (!text) return base::fail(text.error());
    const auto changed = with_line(*text, "embedding." + embedding, options.second ? "second_centre" : "centre",
                                   file.filename().string());
    if (!changed) return base::fail(changed.error());
    fmt::print("{} names it now. The thresholds in it were measured with another one: measure anew.\n", *manifest);
    return write_file(*manifest, *changed);
}

}  // namespace

base::Result<Exit> run_centre(const CentreWords& options) {
    if (const auto ready = outputs_ready(options.results, options.out); !ready) return base::fail(ready.error());
    if (options.manifest)
        if (const auto there = base::read_file(*options.manifest); !there) return base::fail(there.error());
    auto job = asked(options.images, options.results);
    if (!job) return base::fail(job.error());
    const auto embedding = embedding_asked(options.embedding, job->models->manifest());
    if (!embedding) return base::fail(embedding.error());
    const auto source = title_of(options.results, job->folder);
    const auto enrolled = enrol(job->models, job->folder, std::move(job->pictures));
    if (const auto some = somebody(enrolled.album, job->folder); !some) return base::fail(some.error());
    const auto centre = centre_of(enrolled.album, enrolled.pictures, *job->models, *embedding, source);
    const double length =
        std::sqrt(std::inner_product(centre.values.begin(), centre.values.end(), centre.values.begin(), 0.0));
    const auto& name = job->models->manifest().embeddings[*embedding].name;
    fmt::print("Centre of {} for {} pictures of {} people ({}), length {:.3f}; {} could not be enrolled.\n", name,
               centre.images, centre.people, source, length, enrolled.album.failures.size());
    for (const auto& failure : enrolled.album.failures) fmt::print("  {}\n", failure);
    if (const auto written = keep(options, name, centre); !written) return base::fail(written.error());
    return kDone;
}

base::Result<Exit> run_splits(const SplitsWords& options) {
    if (const auto ready = outputs_ready(options.results); !ready) return base::fail(ready.error());
    auto job = asked(options.images, options.results);
    if (!job) return base::fail(job.error());
    const auto title = title_of(options.results, job->folder);
    if (people_in(job->pictures) < 4)
        return base::fail(ErrorCode::config_invalid, "splits need at least four people, each in a sub-folder");
    const SplitPlan plan{0, options.splits, options.seed, options.against.has_value()};
    const auto splits = splits_with(options, *job, plan);
    if (!splits) return base::fail(splits.error());
    const auto genuine_of = options.pairs ? "those of " + fs::path(*options.pairs).filename().string() +
                                                ", without people of the centre's half"
                                          : "all within the tested half";
    const double threshold = job->models->manifest().threshold();
    Document document{title, {summary_of(*splits, genuine_of, threshold), list_of(*splits)}};
    if (plan.resample) {
        auto section = against(options, std::move(*job), plan, *splits);
        if (!section) return base::fail(section.error());
        document.sections.insert(document.sections.begin() + 1, std::move(*section));
    }
    if (const auto written = write_json(options.results.json, *splits, title, genuine_of, threshold); !written)
        return base::fail(written.error());
    if (const auto published = publish(document, options.results); !published) return base::fail(published.error());
    return kDone;
}

}  // namespace uketsuke::tools::eval
