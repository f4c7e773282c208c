// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/statistics/attacks.hpp"

#include <catch2/catch.hpp>

#include "tools/eval/statistics/rates.hpp"

using namespace uketsuke::tools::eval;

TEST_CASE("errors are counted by species, non-responses apart") {
    const Species print{"print", {{"a", 0.1}, {"b", 0.5}, {"c", 0.49}, {"d", std::nullopt}}};
    const auto rate = apcer_of(print, 0.5);
    CHECK(rate.name == "print");
    CHECK(rate.wrong == Proportion{1, 3});  // 0.5 reaches the threshold: taken for bona fide
    CHECK(rate.non_responses == 1);
    const Species live{"live", {{"a", 0.9}, {"b", 0.4}, {"c", std::nullopt}, {"d", std::nullopt}}};
    CHECK(bpcer_of(live, 0.5).wrong == Proportion{1, 2});
    CHECK(bpcer_of(live, 0.5).non_responses == 2);
}

TEST_CASE("a graded look is refused, asked for more or sure, each of all that had a score") {
    const Species live{"live", {{"a", 0.9}, {"b", 0.5}, {"c", 0.49}, {"d", 0.05}, {"e", 0.04}, {"f", std::nullopt}}};
    const auto at = graded(live, 0.05, 0.5);
    CHECK(at.name == "live");
    CHECK(at.refused == Proportion{1, 5});
    CHECK(at.asked_more == Proportion{2, 5});
    CHECK(at.sure == Proportion{2, 5});
    CHECK(graded(live, 0.5, 0.5).refused == bpcer_of(live, 0.5).wrong);
}

TEST_CASE("the worst species counts; of equals the one that is known less well") {
    const std::vector<Classified> rates{{"print", {0, 150}, 0}, {"mask", {0, 12}, 0}, {"screen", {0, 40}, 0}};
    CHECK(worst_of(rates).name == "mask");
    CHECK(worst_of({{"print", {3, 150}, 0}, {"mask", {0, 12}, 0}}).name == "print");
    CHECK(worst_of({{"unseen", {0, 0}, 9}, {"mask", {0, 12}, 0}}).name == "mask");
}

TEST_CASE("as scores, BPCER is the FNMR and APCER over all attacks the FMR") {
    const Species live{"live", {{"a", 0.9}, {"b", 0.4}}};
    const Species print{"print", {{"a", 0.1}, {"b", std::nullopt}}}, mask{"mask", {{"a", 0.7}}};
    const Ranked ranked(as_scores(live, {print, mask}));
    CHECK(ranked.false_matches(0.5) == Proportion{1, 2});
    CHECK(ranked.false_non_matches(0.5) == Proportion{1, 2});
}
