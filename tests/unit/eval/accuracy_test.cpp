// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/statistics/accuracy.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tools/eval/statistics/score_file.hpp"

using namespace uketsuke::tools::eval;

TEST_CASE("the best threshold has the fewest wrong decisions and stands half-way") {
    CHECK(best_threshold(parse_scores("1,0.8\n1,0.6\n0,0.4\n0,0.1\n")->scores) == Approx(0.5));
    // 0.3 genuine is lost either way; between 0.4 and 0.6 only it is wrong.
    CHECK(best_threshold(parse_scores("1,0.8\n1,0.6\n1,0.3\n0,0.4\n0,0.35\n")->scores) == Approx(0.5));
}

TEST_CASE("each fold is decided by the threshold of the others") {
    // Alone, fold 1 would choose 0.5 and fold 2 0.85; each is judged by the other's.
    const auto file = parse_scores(
        "genuine,0.6,a,a,1\ngenuine,0.9,b,b,1\nimpostor,0.4,a,b,1\nimpostor,0.3,b,c,1\n"
        "genuine,0.9,d,d,2\ngenuine,0.95,e,e,2\nimpostor,0.8,d,e,2\nimpostor,0.2,e,f,2\n");
    REQUIRE(file);
    REQUIRE(file->folds.size() == 2);
    const auto accuracy = accuracy_of(file->folds);
    CHECK(accuracy.folds[0].threshold == Approx(0.85));
    CHECK(accuracy.folds[1].threshold == Approx(0.5));
    CHECK(accuracy.folds[0].wrong == Proportion{1, 4});  // the genuine 0.6
    CHECK(accuracy.folds[1].wrong == Proportion{1, 4});  // the impostor 0.8
    CHECK(accuracy.mean() == 0.75);
    CHECK(accuracy.wrong() == Proportion{2, 8});
    CHECK(accuracy.standard_error() == 0);
}

TEST_CASE("the standard error is that of a mean over folds") {
    Accuracy accuracy;
    accuracy.folds = {{0, {0, 10}}, {0, {2, 10}}};
    CHECK(accuracy.mean() == Approx(0.9));
    CHECK(accuracy.standard_error() == Approx(0.1));  // deviations 0.1: sqrt(0.02 / 1 / 2)
    accuracy.folds.pop_back();
    CHECK(std::isnan(accuracy.standard_error()));
}
