// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/statistics/rates.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "tools/eval/statistics/score_file.hpp"

using namespace uketsuke::tools::eval;

namespace {

/// Eight genuine and ten impostor scores; all answers below were counted by hand.
Scores by_hand() {
    return parse_scores(
               "genuine,0.9\ngenuine,0.8\ngenuine,0.8\ngenuine,0.7\ngenuine,0.6\ngenuine,0.5\ngenuine,0.4\n"
               "genuine,0.1\n"
               "impostor,0.75\nimpostor,0.5\nimpostor,0.3\nimpostor,0.3\nimpostor,0.2\nimpostor,0.1\n"
               "impostor,0\nimpostor,-0.1\nimpostor,-0.2\nimpostor,-0.3\n")
        ->scores;
}

Scores normal_scores(std::size_t count, double genuine_mean, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::normal_distribution<float> spread;
    Scores scores;
    for (std::size_t i = 0; i < count; ++i) {
        scores.genuine.push_back({0, 0, spread(random) + static_cast<float>(genuine_mean)});
        scores.impostors.push_back({0, 0, spread(random)});
    }
    return scores;
}

}  // namespace

TEST_CASE("rates at a threshold are counts; a score that equals the threshold matches") {
    const Ranked ranked(by_hand());
    CHECK(ranked.false_matches(0.45) == Proportion{2, 10});
    CHECK(ranked.false_non_matches(0.45) == Proportion{2, 8});
    CHECK(ranked.false_matches(0.5) == Proportion{2, 10});
    CHECK(ranked.false_non_matches(0.5) == Proportion{2, 8});
    CHECK(ranked.false_matches(0.500001) == Proportion{1, 10});
    CHECK(ranked.false_non_matches(0.500001) == Proportion{3, 8});
    CHECK(ranked.false_matches(-1) == Proportion{10, 10});
    CHECK(ranked.false_matches(1) == Proportion{0, 10});
    CHECK(ranked.false_non_matches(1) == Proportion{8, 8});
}

TEST_CASE("the threshold for an FMR is the lowest that keeps it") {
    const Ranked ranked(by_hand());
    for (const auto& [fmr, matches, above] :
         {std::tuple{0.1, 1, 0.5F}, {0.2, 2, 0.3F}, {0.35, 2, 0.3F}, {0.4, 4, 0.2F}}) {
        INFO(fmr);
        const double threshold = ranked.threshold_for(fmr);
        CHECK(ranked.false_matches(threshold).errors == static_cast<std::uint64_t>(matches));
        CHECK(threshold == std::nextafter(above, 1.0F));
    }
    SECTION("two equal scores cannot be parted: 0.3 and 0.3 stay out together") {
        CHECK(ranked.false_matches(ranked.threshold_for(0.3)).errors == 2);
    }
    SECTION("a rate that so few impostors cannot show lies just above the best of them") {
        CHECK(ranked.threshold_for(0.01) == std::nextafter(0.75F, 1.0F));
        CHECK(ranked.false_matches(ranked.threshold_for(0.01)).errors == 0);
    }
    SECTION("every impostor may match: no threshold at all") { CHECK(ranked.threshold_for(1) < -1e30); }
}

TEST_CASE("the equal error rate lies where both rates meet") {
    // From 0.3+ to 0.4: FMR 2/10, FNMR 1/8; from 0.4+ to 0.5: 2/10 and 2/8. |0.2 - 0.25| is the least difference.
    CHECK(Ranked(by_hand()).equal_error_rate() == Approx((0.2 + 0.25) / 2));
    SECTION("parted scores have none") {
        CHECK(Ranked(parse_scores("1,0.9\n1,0.8\n0,0.1\n0,0.2\n")->scores).equal_error_rate() == 0);
    }
    SECTION("two normal distributions two apart meet in the middle: 15.87 %") {
        CHECK(Ranked(normal_scores(200000, 2, 3)).equal_error_rate() == Approx(0.158655).margin(0.003));
    }
    SECTION("of one kind alone there is none") {
        CHECK(std::isnan(Ranked(parse_scores("1,0.9\n")->scores).equal_error_rate()));
    }
}

TEST_CASE("the trade-off runs from accepting all to refusing all, one way only") {
    const auto points = Ranked(normal_scores(500, 1.5, 5)).det();
    CHECK(points.front().fmr == 1);
    CHECK(points.front().fnmr == 0);
    CHECK(points.back().fmr == 0);
    CHECK(points.back().fnmr == 1);
    for (std::size_t i = 1; i < points.size(); ++i) {
        CHECK(points[i].threshold > points[i - 1].threshold);
        CHECK(points[i].fmr <= points[i - 1].fmr);
        CHECK(points[i].fnmr >= points[i - 1].fnmr);
    }
}

TEST_CASE("each point of the trade-off is what counting at its threshold says") {
    const Ranked ranked(by_hand());
    for (const auto& point : ranked.det()) {
        CHECK(point.fmr == ranked.false_matches(point.threshold).rate());
        CHECK(point.fnmr == ranked.false_non_matches(point.threshold).rate());
    }
}

TEST_CASE("no scores, no points and no rates") {
    const Ranked nothing{Scores{}};
    CHECK(nothing.det().empty());
    CHECK(std::isnan(nothing.false_matches(0.5).rate()));
}
