// SPDX-License-Identifier: Apache-2.0
#include "verify_report.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "plot.hpp"

namespace uketsuke::tools::eval {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json json_of(const std::string& name, const OperatingPoint& point) {
    return {{"name", name},
            {"threshold", number(point.threshold)},
            {"fmr", number(point.fmr.seen.rate())},
            {"fmr_upper95", number(point.fmr.upper95)},
            {"fnmr", number(point.fnmr.seen.rate())},
            {"fnmr_upper95", number(point.fnmr.upper95)},
            {"impostors", point.fmr.seen.trials},
            {"genuine", point.fnmr.seen.trials}};
}

Json points_of(const Figures& figures) {
    auto points = Json::array();
    for (const auto& point : figures.points) points.push_back(json_of(point.name, point));
    return points;
}

Json group_of(const Figures& figures) {
    auto group = figures.points.empty() ? Json{{"name", figures.name}} : json_of(figures.name, figures.points.front());
    group["operating_points"] = points_of(figures);
    return group;
}

Json folds_of(const Accuracy& accuracy) {
    const auto wrong = accuracy.wrong();
    return {{"count", accuracy.folds.size()},
            {"standard_error", number(accuracy.standard_error())},
            {"wrong", wrong.errors},
            {"decisions", wrong.trials}};
}

Json differences_in(const VerifyRun& run) {
    auto list = Json::array();
    for (const auto& one : run.differences)
        list.push_back({{"fmr", one.fmr},
                        {"fnmr_plain", one.fnmr_before},
                        {"fnmr_product", one.fnmr_after},
                        {"low95", one.low95},
                        {"high95", one.high95},
                        {"only_plain", one.only_before},
                        {"only_product", one.only_after}});
    return list;
}

Table table_of(const Figures& figures) {
    Table table{{"operating point", "threshold", "FMR", "FNMR"}, {}};
    for (const auto& point : figures.points)
        table.rows.push_back({point.name,
                              std::isfinite(point.threshold) ? fmt::format("{:.4f}", point.threshold) : "none",
                              in_counts(point.fmr), in_counts(point.fnmr)});
    return table;
}

Section section_of(const std::string& heading, const Figures& figures) {
    Section section{heading, {}, table_of(figures), {}, {}};
    const auto people = figures.subjects > 0 ? fmt::format("{} people. ", figures.subjects) : "";
    section.lines.push_back(fmt::format(
        "{}Equal error rate {}. Seen (errors of comparisons; one-sided 95 % bound{}). Thresholds called \"fmr …\" were "
        "chosen on these same impostors.",
        people, percent(figures.equal_error_rate), figures.subjects > 0 ? ", by subject" : ""));
    if (figures.not_compared > 0)
        section.lines.push_back(fmt::format("{} comparisons did not take place, since a picture could not be enrolled.",
                                            figures.not_compared));
    return section;
}

std::string accuracy_line(const Analysis& analysis) {
    if (!analysis.accuracy) return "No accuracy: there are neither folds nor a threshold.";
    if (!analysis.by_folds)
        return fmt::format("Accuracy at the default threshold: {:.2f} %.", 100 * *analysis.accuracy);
    const auto wrong = analysis.by_folds->wrong();
    std::string thresholds;
    for (const auto& fold : analysis.by_folds->folds)
        thresholds += fmt::format("{}{:.3f}", thresholds.empty() ? "" : ", ", fold.threshold);
    return fmt::format(
        "Accuracy over {} folds, each with the threshold that the others chose ({}): {:.2f} % ± {:.2f} (standard "
        "error), "
        "{} wrong decisions of {}; a pair with a failure to enrol counts as \"different\".",
        analysis.by_folds->folds.size(), thresholds, 100 * *analysis.accuracy,
        100 * analysis.by_folds->standard_error(), wrong.errors, wrong.trials);
}

Section differences_of(const VerifyRun& run) {
    const auto& before = run.before_name;
    Section section{fmt::format("The product's recipe against {}, same comparisons", before), {}, {}, {}, {}};
    section.lines.push_back(
        "Plain: one embedding, no centre. Other models: with all that their manifest asks for. Each at its own "
        "threshold for the FMR; two-sided 95 % interval of the "
        "difference by subject, thresholds chosen anew in each resample. A failure to enrol counts as refused.");
    section.table.columns = {"at FMR", "FNMR " + before, "FNMR product", "difference, points",
                             fmt::format("only {} / only product refuses", before)};
    for (const auto& one : run.differences)
        section.table.rows.push_back(
            {fmt::format("{:.0e}", one.fmr), percent(one.fnmr_before), percent(one.fnmr_after),
             fmt::format("{:+.2f} [{:+.2f}, {:+.2f}]", 100 * (one.fnmr_after - one.fnmr_before), 100 * one.low95,
                         100 * one.high95),
             fmt::format("{} / {}", one.only_before, one.only_after)});
    if (section.table.rows.empty()) section.lines.push_back("Too few impostors for any FMR of 1e-2 or below.");
    return section;
}

Section pictures_of(const VerifyRun& run) {
    const auto scores = compared(run.verification.scores);
    const Ranked ranked(scores);
    std::vector<Curve> curves{{run.before ? "product" : "", ranked.det()}};
    if (run.before) curves.push_back({run.before_name, Ranked(compared(*run.before)).det()});
    const double mark =
        run.verification.thresholds.empty() ? ranked.threshold_for(1e-3) : run.verification.thresholds.front().value;
    return {
        "Trade-off and scores", {}, {}, {det_plot(curves, "FMR", "FNMR"), histogram(ranked, mark)}, run.worst_pairs};
}

}  // namespace

std::string json_of(const VerifyRun& run, const Analysis& analysis) {
    auto groups = Json::array();
    for (const auto& group : analysis.groups) groups.push_back(group_of(group));
    Json details{{"title", run.title}};
    if (analysis.by_folds) details["folds"] = folds_of(*analysis.by_folds);
    if (run.before) details["differences"] = differences_in(run);
    const Json json{{"accuracy", analysis.accuracy ? number(*analysis.accuracy) : Json(nullptr)},
                    {"operating_points", points_of(analysis.all)},
                    {"groups", groups},
                    {"failures_to_enrol", run.failures.size()},
                    {"details", details}};
    return json.dump(2) + "\n";
}

Document document_of(const VerifyRun& run, const Analysis& analysis) {
    Document document{run.title, {}};
    auto first = section_of("Error rates", analysis.all);
    first.lines.insert(first.lines.begin(), run.about.begin(), run.about.end());
    first.lines.push_back(accuracy_line(analysis));
    first.lines.push_back(fmt::format("Failures to enrol: {}.", run.failures.size()));
    document.sections.push_back(std::move(first));
    for (const auto& group : analysis.groups)
        document.sections.push_back(section_of("Within the group " + group.name, group));
    if (run.before) document.sections.push_back(differences_of(run));
    if (!run.failures.empty()) document.sections.push_back({"Failures to enrol", run.failures, {}, {}, {}, true});
    document.sections.push_back(pictures_of(run));
    return document;
}

}  // namespace uketsuke::tools::eval
