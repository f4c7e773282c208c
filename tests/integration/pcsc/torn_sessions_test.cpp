// SPDX-License-Identifier: Apache-2.0
// Patients who take their cards away in the middle of things, four at once through one real pcscd: no try is burnt that
// no hand gave, and the next session works. The cards count for themselves.
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>

#include "sim/vpcd/private_pcscd.hpp"
#include "torn_place.hpp"

using namespace uketsuke;
using test::TornPlace;

namespace {

constexpr int kPlaces = 4;
constexpr int kSessionsEach = 20;

std::uint64_t seed_of_this_run() {
    const char* given = std::getenv("UKETSUKE_SEED");
    const auto seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
    std::printf("torn sessions through pcscd: seed %llu\n", static_cast<unsigned long long>(seed));
    std::fflush(stdout);
    return seed;
}

}  // namespace

TEST_CASE("cards torn out anywhere, through the real pcscd, lose no try that no hand gave") {
    auto daemon = sim::PrivatePcscd::create({.readers = kPlaces / 2});
    REQUIRE(daemon);
    (*daemon)->serve_this_process();
    const auto seed = seed_of_this_run();
    std::vector<std::unique_ptr<TornPlace>> places;
    for (int slot = 0; slot < kPlaces; ++slot)
        places.push_back(std::make_unique<TornPlace>((*daemon)->reader_of(slot), (*daemon)->port(slot),
                                                     seed + static_cast<std::uint64_t>(slot)));
    {
        std::vector<std::jthread> patients;
        for (auto& place : places) patients.emplace_back([&place] { place->run(kSessionsEach); });
    }
    TornPlace::Totals totals;
    for (const auto& place : places) {
        INFO("UKETSUKE_SEED=" << seed);
        CHECK(place->problem().empty());
        if (!place->problem().empty()) std::printf("problem: %s\n", place->problem().c_str());
        totals += place->totals();
    }
    std::printf(
        "torn sessions through pcscd: %d (%d torn, %d went through) on %d cards; confirmed %d numbers of digits, "
        "the cards were sent %d; %d of them wrong, tries burnt: %d\n",
        totals.sessions, totals.torn, totals.whole, totals.cards, totals.hands, totals.verifies, totals.wrong,
        totals.burnt);
    CHECK(totals.sessions == kPlaces * kSessionsEach);
    CHECK(totals.torn >= 50);
    CHECK(totals.verifies <= totals.hands);
    CHECK(totals.burnt <= totals.wrong);
}
