// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tools/eval/report/plot.hpp"
#include "tools/eval/report/verify_report.hpp"
#include "tools/eval/statistics/score_file.hpp"

using namespace uketsuke::tools::eval;

namespace {

/// Two folds of two genuine and two impostor pairs among four people; one comparison did not take place.
VerifyRun a_run() {
    auto file = parse_scores(
        "genuine,0.9,ann,ann,1\ngenuine,0.8,bob,bob,1\nimpostor,0.1,ann,bob,1\nimpostor,0.2,bob,cy,1\n"
        "genuine,0.7,cy,cy,2\ngenuine,0.4,dee,dee,2\nimpostor,0.3,ann,dee,2\nimpostor,0.05,cy,dee,2\n");
    VerifyRun run{"A set", {}, {}, {}, {}, {"ann/1.png: not there, or no picture"}, {}};
    run.verification.scores = std::move(file->scores);
    run.verification.folds = std::move(file->folds);
    run.verification.scores.genuine.push_back({0, 0, kNotCompared});
    run.verification.thresholds = {{"default", 0.5}, {"strict", 0.75}};
    run.verification.groups = {{"few", {"ann", "bob"}}};
    return run;
}

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("the JSON has the keys that others rely on, and counts that can be checked by hand") {
    const auto run = a_run();
    const auto json = nlohmann::json::parse(json_of(run, analyse(run.verification)));
    CHECK(json.size() == 5);
    // Fold 1 chooses 0.5 for fold 2, which refuses its 0.4; fold 2 chooses 0.35, and fold 1 has nothing wrong.
    CHECK(json["details"]["folds"] ==
          nlohmann::json{{"count", 2}, {"standard_error", 0.125}, {"wrong", 1}, {"decisions", 8}});
    CHECK(json["failures_to_enrol"] == 1);
    CHECK(json["accuracy"].is_number());
    const auto& points = json["operating_points"];
    REQUIRE(points.size() == 6);  // two thresholds, four rates
    const auto& first = points[0];
    CHECK(first.size() == 8);
    CHECK(first["name"] == "default");
    CHECK(first["threshold"] == 0.5);
    CHECK(first["fmr"] == 0.0);
    CHECK(first["fmr_upper95"] == 0.75);  // rule of three: 3 / 4
    CHECK(first["impostors"] == 4);
    CHECK(first["fnmr"] == 0.25);  // 0.4 of four; the fifth did not take place
    CHECK(first["genuine"] == 4);
    CHECK(first["fnmr_upper95"].get<double>() > 0.25);
    CHECK(points[1]["fnmr"] == 0.5);
    const auto& group = json["groups"][0];
    CHECK(group["name"] == "few");
    CHECK(group["impostors"] == 1);
    CHECK(group["genuine"] == 2);
    CHECK(group["fnmr"] == 0.0);
    CHECK(group["operating_points"].size() == 6);
}

TEST_CASE("what is not known is null and not a number") {
    VerifyRun run{"Half a set", {}, {}, {}, {}, {}, {}};
    run.verification.scores = parse_scores("genuine,0.9\n")->scores;
    const auto json = nlohmann::json::parse(json_of(run, analyse(run.verification)));
    CHECK(json["accuracy"].is_null());
    CHECK(json["operating_points"].empty());
    run.verification.thresholds = {{"default", 0.5}};
    const auto with_threshold = nlohmann::json::parse(json_of(run, analyse(run.verification)));
    CHECK(with_threshold["operating_points"][0]["fmr"].is_null());
    CHECK(with_threshold["operating_points"][0]["fmr_upper95"] == 1.0);
    CHECK(with_threshold["accuracy"] == 1.0);
}

TEST_CASE("a comparison that did not take place is no refusal in FNMR, but a wrong decision in accuracy") {
    auto run = a_run();
    run.verification.folds.clear();
    const auto analysis = analyse(run.verification);
    CHECK(analysis.all.not_compared == 1);
    CHECK(analysis.all.points[0].fnmr.seen == Proportion{1, 4});
    CHECK(*analysis.accuracy == Approx(7.0 / 9));  // 0.4 and the missing one of nine
}

TEST_CASE("the same figures stand in the terminal, in Markdown and on the page") {
    auto run = a_run();
    run.title = "A <set> & more";
    const auto document = document_of(run, analyse(run.verification));
    for (const auto& text : {as_text(document), as_markdown(document), as_html(document)}) {
        CHECK(text.find("25.00 % (1 of 4;") != std::string::npos);
        CHECK(text.find("Failures to enrol: 1.") != std::string::npos);
    }
    CHECK(as_text(document).find("ann/1.png: not there, or no picture") != std::string::npos);
    CHECK(as_markdown(document).find("ann/1.png") == std::string::npos);
    const auto page = as_html(document);
    CHECK(page.find("A &lt;set&gt; &amp; more") != std::string::npos);
    CHECK(page.find("<set>") == std::string::npos);
    CHECK(count_of(page, "<svg") == 2);
    CHECK(count_of(page, "<svg") == count_of(page, "</svg>"));
    CHECK(count_of(page, "nan") == 0);
}

TEST_CASE("a plot of nothing is still a plot, and rates of zero stay on the paper") {
    for (const auto& plot : {det_plot({}, "FMR", "FNMR"), det_plot({{"", {{0, 0, 1}, {1, 1, 0}}}}, "FMR", "FNMR"),
                             histogram(Ranked(Scores{}), 0.5), roc_plot({{"", {{0, 0, 1}}}}, "APCER", "1 - BPCER")}) {
        CHECK(count_of(plot, "<svg") == 1);
        CHECK(count_of(plot, "nan") == 0);
        CHECK(count_of(plot, "inf") == 0);
    }
}

TEST_CASE("rates are written as people read them") {
    CHECK(percent(0.0235) == "2.35 %");
    CHECK(percent(0.00012) == "1.2e-04");
    CHECK(percent(0) == "0");
    CHECK(in_counts(Rate{{0, 300}, 0.01}) == "0 (0 of 300; ≤ 1.00 %)");
    CHECK(in_counts(Proportion{0, 0}) == "–");
}
