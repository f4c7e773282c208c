// SPDX-License-Identifier: Apache-2.0
#include "summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "firmware/base/file.hpp"

namespace uketsuke::tools::eval {
namespace {

using base::ErrorCode;
using nlohmann::json;
using Rows = std::vector<std::vector<std::string>>;

constexpr double kAccuracy = 0.993, kTimesLower = 1.6;
constexpr double kGainAt = 1e-4, kAimed = 1e-4;

const char* met(bool is) { return is ? "met" : "missed"; }

// ---- what stands in the files ----

Rate rate_in(const json& point, const char* name, const char* trials) {
    const auto count = point.at(trials).get<std::uint64_t>();
    if (count == 0) return {};
    const auto errors = std::llround(point.at(name).get<double>() * static_cast<double>(count));
    return {{static_cast<std::uint64_t>(errors), count}, point.at(std::string(name) + "_upper95").get<double>()};
}

/// A number of each split's side, such as /centred/fnmr.
std::vector<double> each(const json& run, const std::string& pointer) {
    std::vector<double> values;
    for (const auto& split : run.at("splits")) values.push_back(split.at(json::json_pointer(pointer)).get<double>());
    return values;
}

std::string title_in(const json& run) {
    return run.contains("details") ? run.at("details").at("title") : run.at("title");
}

// ---- goals ----

Rows accuracy_goal(const json& run) {
    const auto& folds = run.at("details").at("folds");
    const double accuracy = run.at("accuracy").get<double>();
    const auto lost = run.at("failures_to_enrol").get<std::uint64_t>();
    return {{fmt::format("{}: accuracy, each fold with the others' threshold, at least {:.1f} %; no face missed",
                         title_in(run), 100 * kAccuracy),
             fmt::format("{:.2f} % ± {:.2f}, {} wrong of {}; {} failures to enrol", 100 * accuracy,
                         100 * folds.at("standard_error").get<double>(), folds.at("wrong").get<std::uint64_t>(),
                         folds.at("decisions").get<std::uint64_t>(), lost),
             met(accuracy >= kAccuracy && lost == 0)}};
}

Rows gain_goal(const json& run) {
    for (const auto& one : run.at("details").at("differences")) {
        if (one.at("fmr").get<double>() != kGainAt) continue;
        const double before = one.at("fnmr_plain").get<double>(), after = one.at("fnmr_product").get<double>();
        const double low = one.at("low95").get<double>(), high = one.at("high95").get<double>();
        return {{fmt::format("{}: a lower FNMR at FMR {:.0e} than the plain recipe's", title_in(run), kGainAt),
                 fmt::format("{} → {}: {:+.2f} points [{:+.2f}, {:+.2f}]", percent(before), percent(after),
                             100 * (after - before), 100 * low, 100 * high),
                 high < 0   ? "met"
                 : low <= 0 ? "missed: no difference shown"
                            : "missed: it is higher"}};
    }
    return {};
}

Rows group_goal(const json& run) {
    const auto before = each(run, "/uncentred/fnmr"), after = each(run, "/centred/fnmr");
    std::size_t lower = 0;
    for (std::size_t i = 0; i < before.size(); ++i) lower += after[i] < before[i] ? 1 : 0;
    const double times = mean_of(after) > 0 ? mean_of(before) / mean_of(after) : INFINITY;
    return {{fmt::format("{}: FNMR at in-group FMR 1e-03 at least {} times lower than uncentred, on the same splits",
                         title_in(run), kTimesLower),
             fmt::format("{} → {}: {:.2f} times; lower in {} of {} splits", percent(mean_of(before)),
                         percent(mean_of(after)), times, lower, before.size()),
             met(times >= kTimesLower)}};
}

/// Nobody has enough of a group: the row says how many there are and how many it would take.
Rows aimed_goal(const json& run) {
    const double impostors = mean_of(each(run, "/centred/impostors"));
    return {
        {fmt::format("{}: FMR {:.0e} within the group", title_in(run), kAimed),
         fmt::format("{:.0f} impostor pairs a half; {} without an error are needed", impostors, trials_to_show(kAimed)),
         impostors < static_cast<double>(trials_to_show(kAimed)) ? "not shown" : "see the splits"}};
}

// ---- figures ----

std::string rates_of(const json& point) {
    return fmt::format("FMR {}; FNMR {}", in_counts(rate_in(point, "fmr", "impostors")),
                       in_counts(rate_in(point, "fnmr", "genuine")));
}

Rows points_of(const json& run) {
    Rows rows;
    for (const auto& point : run.at("operating_points")) {
        const auto name = point.at("name").get<std::string>();
        if (name.rfind("fmr ", 0) != 0)
            rows.push_back({fmt::format("at the {} threshold {:.3f}", name, point.at("threshold").get<double>()),
                            rates_of(point), title_in(run)});
    }
    return rows;
}

Rows verify_figures(const json& run) {
    const auto& folds = run.at("details").at("folds");
    auto rows = points_of(run);
    rows.insert(rows.begin(),
                {"accuracy, threshold from the other fold",
                 fmt::format("{:.2f} % ({} wrong of {}); {} failures to enrol", 100 * run.at("accuracy").get<double>(),
                             folds.at("wrong").get<std::uint64_t>(), folds.at("decisions").get<std::uint64_t>(),
                             run.at("failures_to_enrol").get<std::uint64_t>()),
                 title_in(run)});
    return rows;
}

Rows group_figures(const json& run) {
    return {
        {fmt::format("at the default threshold {:.3f}, within the group", run.at("default_threshold").get<double>()),
         fmt::format("FMR {}, mean (range) of {} held-out halves", with_range(each(run, "/centred/fmr_at_default")),
                     run.at("splits").size()),
         title_in(run)}};
}

Rows centre_figures(const json& run) {
    return {
        {"FNMR at in-group FMR 1e-03, without → with the population centre",
         fmt::format("{} → {}", percent(mean_of(each(run, "/uncentred/fnmr"))), with_range(each(run, "/centred/fnmr"))),
         title_in(run)}};
}

// ---- from files to tables ----

struct Part {
    const RunFiles::File& file;
    Rows (*rows)(const json& run);
};

base::Result<Rows> rows_of(const std::vector<Part>& parts) {
    Rows all;
    for (const auto& part : parts) {
        if (!part.file) continue;
        const auto text = base::read_file(*part.file);
        if (!text) return base::fail(text.error());
        try {
            for (auto& row : part.rows(json::parse(*text))) all.push_back(std::move(row));
        } catch (const json::exception& error) {
            return base::fail(ErrorCode::config_invalid, fmt::format("{} is not the result that is asked for here: {}",
                                                                     part.file->string(), error.what()));
        }
    }
    return all;
}

base::Result<Document> table_of(const std::string& title, std::vector<std::string> columns,
                                const std::vector<Part>& parts) {
    auto rows = rows_of(parts);
    if (!rows) return base::fail(rows.error());
    return Document{title, {{"", {}, {std::move(columns), std::move(*rows)}, {}, {}}}};
}

}  // namespace

base::Result<Document> goals_of(const RunFiles& files) {
    return table_of("Goals, and how they went", {"goal", "measured", ""},
                    {{files.verify, accuracy_goal},
                     {files.verify, gain_goal},
                     {files.card, gain_goal},
                     {files.splits, group_goal},
                     {files.own, group_goal},
                     {files.splits, aimed_goal}});
}

base::Result<Document> figures_of(const RunFiles& files) {
    return table_of("", {"what", "figure", "measured on"},
                    {{files.verify, verify_figures},
                     {files.card, points_of},
                     {files.splits, group_figures},
                     {files.splits, centre_figures},
                     {files.own, centre_figures}});
}

}  // namespace uketsuke::tools::eval
