// SPDX-License-Identifier: Apache-2.0
// The tables that stand in the documents, from results written by hand.
#include "tools/eval/report/summary.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

using namespace uketsuke::tools::eval;
namespace fs = std::filesystem;

namespace {

/// Files of runs in a folder of their own, removed with the object.
class Results {
public:
    Results() : root_(fs::temp_directory_path() / ("uketsuke_summary_" + std::to_string(::getpid()))) {
        fs::create_directories(root_);
    }
    ~Results() { fs::remove_all(root_); }
    Results(const Results&) = delete;
    Results& operator=(const Results&) = delete;
    [[nodiscard]] fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(root_ / name) << text;
        return root_ / name;
    }

private:
    fs::path root_;
};

/// `difference`: of the FNMR at FMR 1e-4, with its interval.
std::string verify(double accuracy, int lost, const std::string& difference) {
    return R"({"accuracy": )" + std::to_string(accuracy) + R"(, "failures_to_enrol": )" + std::to_string(lost) +
           R"(, "groups": [], "operating_points": [
              {"name": "default", "threshold": 0.455, "fmr": 0.0001, "fmr_upper95": 0.0002, "impostors": 100000,
               "fnmr": 0.03, "fnmr_upper95": 0.05, "genuine": 600},
              {"name": "fmr 1e-03", "threshold": 0.4, "fmr": 0.001, "fmr_upper95": 0.002, "impostors": 100000,
               "fnmr": 0.02, "fnmr_upper95": 0.03, "genuine": 600}],
            "details": {"title": "A set", "folds": {"count": 2, "standard_error": 0.002, "wrong": 5, "decisions": 1200},
                        "differences": [{"fmr": 0.001, "fnmr_plain": 1, "fnmr_product": 1, "low95": 1, "high95": 1},
                                        {"fmr": 0.0001, "fnmr_plain": 0.05, "fnmr_product": 0.04, )" +
           difference + "}]}}";
}

constexpr const char* kSplits = R"({"title": "A group", "genuine_of": "theirs", "default_threshold": 0.455, "splits": [
    {"uncentred": {"fnmr": 0.04}, "centred": {"fnmr": 0.02, "fmr_at_default": 0.001, "impostors": 2000}},
    {"uncentred": {"fnmr": 0.02}, "centred": {"fnmr": 0.02, "fmr_at_default": 0.0, "impostors": 1000}}]})";

std::string goals(const RunFiles& files) {
    const auto document = goals_of(files);
    INFO((document ? "" : document.error().detail));
    REQUIRE(document);
    return as_markdown(*document);
}

void has(const std::string& text, const std::string& part) {
    INFO(text);
    CHECK(text.find(part) != std::string::npos);
}

}  // namespace

TEST_CASE("a goal is met or missed as its numbers say") {
    const Results results;
    RunFiles files;
    files.verify = results.write("v.json", verify(0.9958, 0, R"("low95": -0.02, "high95": -0.001)"));
    has(goals(files), "| 99.58 % ± 0.20, 5 wrong of 1200; 0 failures to enrol | met |");
    has(goals(files), "| 5.00 % → 4.00 %: -1.00 points [-2.00, -0.10] | met |");
    files.verify = results.write("v.json", verify(0.9929, 0, R"("low95": -0.02, "high95": 0.001)"));
    has(goals(files), "failures to enrol | missed |");
    has(goals(files), "[-2.00, +0.10] | missed: no difference shown |");
    files.verify = results.write("v.json", verify(0.9958, 1, R"("low95": 0.001, "high95": 0.02)"));
    has(goals(files), "; 1 failures to enrol | missed |");
    has(goals(files), "missed: it is higher |");
}

TEST_CASE("what the centre is worth is the ratio of means over the same splits") {
    const Results results;
    RunFiles files;
    files.splits = results.write("s.json", kSplits);
    has(goals(files), "| 3.00 % → 2.00 %: 1.50 times; lower in 1 of 2 splits | missed |");
    has(goals(files), "| 1500 impostor pairs a half; 30000 without an error are needed | not shown |");
}

TEST_CASE("the figures in short are a table alone, without what was chosen on the same scores") {
    const Results results;
    RunFiles files;
    files.verify = results.write("v.json", verify(0.9958, 0, R"("low95": 0, "high95": 0)"));
    files.splits = results.write("s.json", kSplits);
    const auto document = figures_of(files);
    REQUIRE(document);
    const auto table = as_markdown(*document);
    CHECK(table.find("| what | figure | measured on |\n") == 0);
    has(table,
        "| at the default threshold 0.455 | FMR 1.0e-04 (10 of 100000; ≤ 2.0e-04); FNMR 3.00 % (18 of 600; ≤ "
        "5.00 %) | A set |");
    has(table, "FMR 5.0e-04 (0 … 0.10 %), mean (range) of 2 held-out halves | A group |");
    has(table, "| 3.00 % → 2.00 % (2.00 % … 2.00 %) | A group |");
    CHECK(table.find("fmr 1e-03") == std::string::npos);
}

TEST_CASE("a file that is no result of its verb is refused by name") {
    const Results results;
    for (const auto* text : {"", "{}", "no json", R"({"splits": 3})"}) {
        RunFiles files;
        files.splits = results.write("wrong.json", text);
        const auto document = goals_of(files);
        REQUIRE_FALSE(document);
        CHECK(document.error().detail.find("wrong.json") != std::string::npos);
    }
    RunFiles nothing;
    nothing.own = "no such file";
    CHECK(goals_of(nothing).error().code == uketsuke::base::ErrorCode::file_unreadable);
}
