// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/statistics/bootstrap.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <random>

using namespace uketsuke::tools::eval;

namespace {

std::vector<std::string> people(int count) {
    std::vector<std::string> names;
    for (int i = 0; i < count; ++i) names.push_back("person " + std::to_string(i));
    return names;
}

/// Each person is either always refused (with chance `rate`) or never: ten comparisons that are worth one.
Scores all_or_nothing(int count, double rate, std::mt19937_64& random) {
    Scores scores{people(count), {}, {}};
    std::bernoulli_distribution refused(rate);
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(count); ++i) {
        const float score = refused(random) ? 0.1F : 0.9F;
        for (int k = 0; k < 10; ++k) scores.genuine.push_back({i, i, score});
    }
    return scores;
}

/// All pairs of people match with a chance that depends on both: some people look like everybody.
Scores lookalikes(std::uint32_t count, std::mt19937_64& random) {
    Scores scores{people(static_cast<int>(count)), {}, {}};
    std::bernoulli_distribution common(0.3);
    std::vector<bool> is_common(count);
    for (std::uint32_t i = 0; i < count; ++i) is_common[i] = common(random);
    for (std::uint32_t i = 0; i < count; ++i)
        for (std::uint32_t j = i + 1; j < count; ++j)
            scores.impostors.push_back({i, j, is_common[i] && is_common[j] ? 0.9F : 0.1F});
    return scores;
}

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

TEST_CASE("people are drawn, not comparisons: where a person's comparisons agree, only people count") {
    std::mt19937_64 random(1);
    constexpr double kTrue = 0.2;
    constexpr int kTests = 300;
    int covered = 0, covered_by_counts = 0;
    for (int i = 0; i < kTests; ++i) {
        const auto scores = all_or_nothing(60, kTrue, random);
        const SubjectBootstrap bootstrap(scores, 400);
        const auto point = operating_point("", 0.5, Ranked(scores), &bootstrap);
        covered += point.fnmr.upper95 >= kTrue;
        covered_by_counts += upper95(point.fnmr.seen) >= kTrue;
    }
    INFO(covered << " and by counts alone " << covered_by_counts << " of " << kTests);
    CHECK(covered >= 0.93 * kTests);  // 0.95 minus the test's own uncertainty
    CHECK(covered_by_counts < 0.8 * kTests);
}

TEST_CASE("the bound of the FMR knows that one person stands in many impostor pairs") {
    std::mt19937_64 random(2);
    constexpr double kTrue = 0.3 * 0.3;
    constexpr int kTests = 300;
    int covered = 0, covered_by_counts = 0;
    for (int i = 0; i < kTests; ++i) {
        const auto scores = lookalikes(60, random);
        const SubjectBootstrap bootstrap(scores, 400);
        const auto point = operating_point("", 0.5, Ranked(scores), &bootstrap);
        covered += point.fmr.upper95 >= kTrue;
        covered_by_counts += upper95(point.fmr.seen) >= kTrue;
    }
    INFO(covered << " and by counts alone " << covered_by_counts << " of " << kTests);
    CHECK(covered >= 0.93 * kTests);
    CHECK(covered_by_counts < 0.8 * kTests);
}

TEST_CASE("where comparisons are independent the bootstrap agrees with the normal distribution") {
    std::mt19937_64 random(3);
    std::bernoulli_distribution refused(0.1);
    Scores scores{people(2000), {}, {}};
    for (std::uint32_t i = 0; i < 2000; ++i) scores.genuine.push_back({i, i, refused(random) ? 0.1F : 0.9F});
    const auto rates = SubjectBootstrap(scores).fnmr_at(0.5);
    const double seen = Ranked(scores).false_non_matches(0.5).rate();
    CHECK(mean(rates) == Approx(seen).margin(0.001));
    CHECK(Resampled(rates).at(0.95) - seen == Approx(1.645 * std::sqrt(seen * (1 - seen) / 2000)).epsilon(0.12));
}

TEST_CASE("the same seed draws the same people, on every machine") {
    std::mt19937_64 random(4);
    const auto scores = all_or_nothing(20, 0.3, random);
    CHECK(SubjectBootstrap(scores, 50, 9).fnmr_at(0.5) == SubjectBootstrap(scores, 50, 9).fnmr_at(0.5));
    CHECK(SubjectBootstrap(scores, 50, 9).fnmr_at(0.5) != SubjectBootstrap(scores, 50, 10).fnmr_at(0.5));
}

TEST_CASE("a resample without comparisons has no say, and none at all leaves the counts") {
    Scores scores{people(2), {{0, 0, 0.1F}, {1, 1, 0.9F}}, {}};
    const SubjectBootstrap bootstrap(scores);
    for (const double rate : bootstrap.fmr_at(0.5)) CHECK(std::isnan(rate));
    CHECK(std::isnan(Resampled(bootstrap.fmr_at(0.5)).at(0.95)));
    const auto point = operating_point("", 0.5, Ranked(scores), &bootstrap);
    CHECK(point.fmr.upper95 == 1);
    CHECK(point.fnmr.seen == Proportion{1, 2});
}

TEST_CASE("without errors the bound is the rule of three, whatever the bootstrap says") {
    std::mt19937_64 random(5);
    const auto scores = all_or_nothing(30, 0, random);
    const SubjectBootstrap bootstrap(scores);
    CHECK(operating_point("", 0.5, Ranked(scores), &bootstrap).fnmr.upper95 == 0.01);
}

TEST_CASE("a paired difference counts what only one of two recipes refuses, each at its own threshold") {
    // Ten people; impostor pairs (0,1) … (8,9). FMR 0.2 of five lets one match: thresholds lie just above 0.4 and 0.2.
    Scores before{people(10), {}, {}}, after = before;
    for (std::uint32_t i = 0; i < 10; ++i) {
        before.genuine.push_back({i, i, i < 4 ? 0.3F : 0.8F});
        after.genuine.push_back({i, i, i == 9 ? 0.1F : 0.5F});
    }
    for (std::uint32_t i = 0; i < 5; ++i) {
        before.impostors.push_back({2 * i, 2 * i + 1, i == 0 ? 0.6F : 0.4F});
        after.impostors.push_back({2 * i, 2 * i + 1, i == 0 ? 0.6F : 0.2F});
    }
    const auto difference = Pairing(before, after).at(0.2);
    CHECK(difference.fnmr_before == 0.4);
    CHECK(difference.fnmr_after == 0.1);
    CHECK(difference.only_before == 4);
    CHECK(difference.only_after == 1);
    CHECK(difference.low95 < -0.3);
    CHECK(difference.high95 > -0.3);
    SECTION("a recipe against itself differs by nothing") {
        const auto none = Pairing(before, before).at(0.2);
        CHECK(none.low95 == 0);
        CHECK(none.high95 == 0);
        CHECK(none.only_before + none.only_after == 0);
    }
}
