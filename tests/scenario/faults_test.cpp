// SPDX-License-Identifier: Apache-2.0
// The table of faults, the virtual rig, and the words that they refuse.
#include <catch2/catch.hpp>

#include "sim/faults/failing.hpp"
#include "sim/faults/fault_table.hpp"
#include "sim/rig/virtual_rig.hpp"
#include "sim/scenario/player.hpp"

using namespace uketsuke;
using sim::Rigs;

namespace {

struct Place {
    Place() {
        auto made = sim::VirtualRig::create(
            {.start = base::parse_iso8601("2026-11-24T09:00:00+09:00").value(), .paths = {}, .folder = folder.path()});
        REQUIRE(made);
        rig = std::move(*made);
        REQUIRE(rig->hold(sim::person_named(sim::Paths{}.people, "hanako").value()));
        REQUIRE(rig->hold(sim::person_named(sim::Paths{}.people, "phone_iphone").value()));
    }
    std::string refusal(std::string_view device, std::string_view words) const {
        const auto set = rig->fault(device, words);
        return set ? "" : set.error().detail;
    }
    const sim::TemporaryFolder folder{sim::TemporaryFolder::Where::memory};
    std::unique_ptr<sim::VirtualRig> rig;
};

}  // namespace

TEST_CASE("each fault of the table can be set where the table says so, begins uncounted, and is refused elsewhere") {
    const Place place;
    int set = 0;
    for (const auto& rule : sim::fault_rules()) {
        INFO(rule.device << ' ' << rule.example);
        CHECK(sim::find_fault(rule.device, rule.example) == &rule);
        const auto refused = place.refusal(rule.device, rule.example);
        CHECK(refused.empty() == sim::has(Rigs::virtual_, rule));
        if (!refused.empty()) continue;
        ++set;
        CHECK(place.refusal(rule.device, "none").empty());
        CHECK(place.rig->fired(rule.device) == 0);
    }
    CHECK(set > 100);
}

TEST_CASE("a fault that is not there is refused in words that say what is") {
    const Place place;
    CHECK_THAT(place.refusal("camera", "sleepy"),
               Catch::Contains("no fault 'camera sleepy'") && Catch::Contains("stuck"));
    CHECK_THAT(place.refusal("toaster", "off"), Catch::Contains("no device 'toaster'") && Catch::Contains("camera"));
    CHECK_THAT(place.refusal("infrared", "off"), Catch::Contains("no device 'infrared' of the virtual rig"));
    CHECK_THAT(place.refusal("card_front", "black"), Catch::Contains("of the real rig alone"));
    CHECK_FALSE(place.refusal("decoder", "slow").empty());
    CHECK_FALSE(place.refusal("decoder", "slow 0").empty());
    CHECK_FALSE(place.refusal("decoder", "slow 9999999").empty());
    CHECK_FALSE(place.refusal("card", "tear").empty());
    CHECK_FALSE(place.refusal("service", "off somewhere").empty());
}

TEST_CASE("a switch counts what it did and nothing else") {
    base::Duration passed{0};
    sim::Switch device([&](base::Duration time) { passed += time; });
    const auto meet = [&](int times) {
        std::string met;
        for (int i = 0; i < times; ++i) met += device.fails() ? 'x' : '.';
        return met;
    };
    CHECK(meet(3) == "...");
    CHECK(device.fired() == 0);
    REQUIRE(device.set("intermittent"));
    CHECK(meet(4) == "x.x.");
    CHECK(device.fired() == 2);
    REQUIRE(device.set("delayed 300"));
    CHECK(meet(3) == "...");
    CHECK(device.fired() == 1);
    CHECK(passed == base::Duration{300});
    REQUIRE(device.set("slow 50"));
    CHECK(meet(2) == "..");
    CHECK(device.fired() == 2);
    CHECK(passed == base::Duration{400});
    REQUIRE(device.set("none"));
    CHECK(meet(1) == ".");
    CHECK(device.fired() == 0);
}
