// SPDX-License-Identifier: Apache-2.0
// How well printed digits are read, on seeds that were not used to set the reader up. The long run, about an hour and a
// half: surface_figures_test "[.long]".
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdio>

#include "sim/surface_eval/surface_figures.hpp"

using namespace uketsuke;

namespace {

constexpr std::uint64_t kNormalSeed = sim::kFirstMeasuredSeed + 2'000'000;
constexpr std::uint64_t kLongSeed = sim::kFirstMeasuredSeed + 1'000'000;
constexpr double kGoal = 0.95;   ///< read within a second
constexpr double kFloor = 0.90;  ///< below it something broke

sim::SurfaceFigures measure(std::uint64_t seed, int cards, int step) {
    auto figures = sim::measure_surface(seed, cards, [&](int done) {
        if (done % step != 0 || done == cards) return;
        fmt::print("{} of {} cards\n", done, cards);
        std::fflush(stdout);
    });
    fmt::print("{}  goal: {:.0f} % read within a second: {}\n", figures.table(), 100 * kGoal,
               figures.all.read_in_time() >= kGoal ? "met" : "missed");
    return figures;
}

}  // namespace

TEST_CASE("300 card pictures by chance: no wrong digit, nine of ten read within a second, no back read") {
    const auto figures = measure(kNormalSeed, 300, 100);
    CHECK(figures.all.wrong == 0);
    CHECK(figures.all.read_in_time() >= kFloor);
    CHECK(figures.backs.read + figures.backs.wrong == 0);
    CHECK(figures.backs.why.at("wrong_side") >= figures.backs.cards * 9 / 10);
}

TEST_CASE("30,000 card pictures by chance: no wrong digit", "[.long]") {
    const auto figures = measure(kLongSeed, 30'000, 500);
    CHECK(figures.all.wrong == 0);
    CHECK(figures.all.read_in_time() >= kFloor);
    CHECK(figures.backs.read + figures.backs.wrong == 0);
}
