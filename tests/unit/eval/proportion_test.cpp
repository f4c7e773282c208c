// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/statistics/proportion.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace uketsuke::tools::eval;

TEST_CASE("a rate is errors over trials, and without trials no number") {
    CHECK(Proportion{3, 12}.rate() == 0.25);
    CHECK(std::isnan(Proportion{0, 0}.rate()));
}

TEST_CASE("without errors the bound is the rule of three") {
    CHECK(upper95({0, 300}) == 0.01);
    CHECK(upper95({0, 30000}) == 1e-4);
    CHECK(lower95({0, 300}) == 0);
    CHECK(upper95({0, 2}) == 1);
    CHECK(upper95({0, 0}) == 1);
    CHECK(lower95({0, 0}) == 0);
}

TEST_CASE("bounds of few errors are where the binomial sums reach 5 %") {
    // One of ten at most: (1-p)^10 + 10 p (1-p)^9 = 0.05; one of ten at least: 1 - (1-p)^10 = 0.05.
    const double upper = upper95({1, 10});
    CHECK(std::pow(1 - upper, 10) + 10 * upper * std::pow(1 - upper, 9) == Approx(0.05).epsilon(1e-9));
    CHECK(upper == Approx(0.394163).epsilon(1e-5));
    CHECK(lower95({1, 10}) == Approx(1 - std::pow(0.95, 0.1)).epsilon(1e-9));
    CHECK(lower95({10, 10}) == Approx(std::pow(0.05, 0.1)).epsilon(1e-9));
    CHECK(upper95({10, 10}) == 1);
    CHECK(upper95({9, 10}) == Approx(std::pow(0.95, 0.1)).epsilon(1e-9));
}

TEST_CASE("bounds of rare errors in many trials are those of the Poisson tables") {
    // One-sided 95 % for means: 1 seen 4.744, 2 seen 6.296, 20 seen 29.06 and 13.25.
    CHECK(upper95({1, 1000000}) * 1e6 == Approx(4.7439).epsilon(1e-4));
    CHECK(upper95({2, 1000000}) * 1e6 == Approx(6.2958).epsilon(1e-4));
    CHECK(upper95({20, 10000000}) * 1e7 == Approx(29.062).epsilon(1e-4));
    CHECK(lower95({20, 10000000}) * 1e7 == Approx(13.255).epsilon(1e-4));
}

TEST_CASE("bounds of half of very many are those of the normal distribution") {
    CHECK(upper95({500000, 1000000}) == Approx(0.5 + 1.644854 * 0.0005).epsilon(1e-5));
    CHECK(lower95({500000, 1000000}) == Approx(0.5 - 1.644854 * 0.0005).epsilon(1e-5));
}

TEST_CASE("the upper bound lies above the true rate in at least 95 % of tests") {
    const auto [rate, trials] = GENERATE(table<double, int>({{0.001, 2000}, {0.01, 300}, {0.03, 600}, {0.3, 50}}));
    std::mt19937_64 random(7);
    std::binomial_distribution<int> draw(trials, rate);
    int covered = 0;
    constexpr int kTests = 2000;
    for (int i = 0; i < kTests; ++i)
        covered += upper95({static_cast<std::uint64_t>(draw(random)), static_cast<std::uint64_t>(trials)}) >= rate;
    INFO(rate << " of " << trials);
    CHECK(covered >= 0.94 * kTests);  // 0.95 minus two standard errors of the test itself
}

TEST_CASE("how many trials show a limit") {
    CHECK(trials_to_show(1e-4) == 30000);
    CHECK(trials_to_show(1e-5) == 300000);
    CHECK(trials_to_show(0.03) == 100);
    CHECK(trials_to_show(0.07) == 43);
    // With errors at half the limit: enough is enough, one fewer is not.
    const auto needed = trials_to_show(0.01, 0.005);
    CHECK(upper95({static_cast<std::uint64_t>(std::ceil(0.005 * static_cast<double>(needed))), needed}) <= 0.01);
    CHECK(needed > trials_to_show(0.01));
}
