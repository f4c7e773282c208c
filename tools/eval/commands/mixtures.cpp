// SPDX-License-Identifier: Apache-2.0
// The verb that compares one centre with two.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "publish.hpp"
#include "tools/eval/data/groups.hpp"
#include "tools/eval/measure/mixture.hpp"

namespace uketsuke::tools::eval {
namespace {

namespace fs = std::filesystem;

Crowd crowd_of(const std::shared_ptr<models::face::FaceModels>& models, const fs::path& folder,
               std::vector<Picture> pictures, const std::optional<CardSim>& card) {
    Crowd crowd{std::move(pictures), {}, {}};
    crowd.live = enrol_all(models, product_recipe(), folder, crowd.pictures, std::nullopt);
    if (card) crowd.cards = enrol_all(models, product_recipe(), folder, crowd.pictures, card);
    return crowd;
}

base::Result<People> third_of(const Said& file) {
    People people;
    if (!file) return people;
    const auto groups = read_groups(*file);
    if (!groups) return base::fail(groups.error());
    for (const auto& [name, members] : *groups) people.insert(members.begin(), members.end());
    return people;
}

std::string signed_points(double rate) { return fmt::format("{:+.2f}", 100 * rate); }

Document document_of(const std::vector<MixtureFigures>& all, const MixturesWords& options, const std::string& title,
                     std::size_t group, std::size_t general, std::size_t third) {
    Section section{
        "One centre or two",
        {fmt::format("{} splits: centres from half of the group's {} people and half of {} people in general, "
                     "figures from the others, means. Threshold: the lowest with FMR at most 1e-4 among all and "
                     "1e-3 within the group, chosen on the tested halves.",
                     options.splits, group, general)},
        {{"recipe", "threshold", "FNMR all", "points less than one centre [95 %]", "FNMR group",
          "FMR group at FMR 1e-4 of all"},
         {}},
        {},
        {}};
    if (third > 0) {
        section.lines.push_back(fmt::format("Third group: {} people in general, whom no centre was made for.", third));
        section.table.columns.insert(section.table.columns.end(), {"FNMR third group", "FMR third group"});
    }
    for (const auto& one : all) {
        section.table.rows.push_back({one.recipe, fmt::format("{:.3f}", one.threshold), percent(one.fnmr_all),
                                      fmt::format("{} [{}, {}]", signed_points(one.less_than_one),
                                                  signed_points(one.low95), signed_points(one.high95)),
                                      percent(one.fnmr_group), percent(one.fmr_group)});
        if (third > 0)
            section.table.rows.back().insert(section.table.rows.back().end(),
                                             {percent(one.fnmr_third), percent(one.fmr_third)});
    }
    return {title, {std::move(section)}};
}

base::Result<void> write_json(const Said& file, const std::vector<MixtureFigures>& all, const std::string& title) {
    if (!file) return {};
    auto list = nlohmann::ordered_json::array();
    for (const auto& one : all)
        list.push_back({{"recipe", one.recipe},
                        {"threshold", one.threshold},
                        {"fnmr_all", one.fnmr_all},
                        {"less_than_one", one.less_than_one},
                        {"low95", one.low95},
                        {"high95", one.high95},
                        {"fnmr_group", one.fnmr_group},
                        {"fmr_group", one.fmr_group},
                        {"fnmr_third", one.fnmr_third},
                        {"fmr_third", one.fmr_third}});
    return write_file(*file, nlohmann::ordered_json{{"title", title}, {"recipes", list}}.dump(2) + "\n");
}

}  // namespace

base::Result<Exit> run_mixtures(const MixturesWords& options) {
    if (const auto ready = outputs_ready(options.results); !ready) return base::fail(ready.error());
    std::optional<CardSim> card;
    if (options.card_sim) {
        const auto parsed = parse_card_sim(*options.card_sim);
        if (!parsed) return base::fail(parsed.error());
        card = *parsed;
    }
    auto pictures = pictures_in(options.images);
    if (!pictures) return base::fail(pictures.error());
    const auto pairs = read_pairs(options.pairs);
    if (!pairs) return base::fail(pairs.error());
    const auto third = third_of(options.third);
    if (!third) return base::fail(third.error());
    const auto models = load_models(options.results.models);
    if (!models) return base::fail(models.error());
    if (people_in(*pictures) < 4)
        return base::fail(base::ErrorCode::config_invalid, "halves need at least four people, each in a sub-folder");
    const auto group = crowd_of(*models, options.images, std::move(*pictures), card);
    const auto general = crowd_of(*models, options.pair_images, pictures_of(*pairs), card);
    const auto title = title_of(options.results, options.images);
    const auto all =
        mixtures(group, general, *pairs, *third, **models, {options.splits, options.seed, options.sharpness});
    if (const auto written = write_json(options.results.json, all, title); !written) return base::fail(written.error());
    const auto document =
        document_of(all, options, title, people_in(group.pictures), people_in(general.pictures), third->size());
    if (const auto published = publish(document, options.results); !published) return base::fail(published.error());
    return kDone;
}

}  // namespace uketsuke::tools::eval
