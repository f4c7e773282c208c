// SPDX-License-Identifier: Apache-2.0
// People of 85, simulated, check in alone: nearly all of them come to the end without staff, by some way.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>

#include "sim/patient/old_patient.hpp"
#include "sim/rig/virtual_rig.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using sim::Stay;

namespace {

constexpr sim::FileId kAuthPin = 0x0018;
constexpr const char* kPeople[]{"hanako", "taro", "near_expiry", "prescriptions", "seventy", "specific_disease"};

struct Visited {
    Stay stay;
    int tries_left = 0;  ///< of the PIN, on the card
};

Visited visit_of(std::uint32_t seed, const sim::Habits& habits) {
    const sim::TemporaryFolder folder;
    const auto person =
        sim::load_person(sim::Paths{}.people / (std::string(kPeople[seed % std::size(kPeople)]) + ".toml"));
    auto rig = sim::VirtualRig::create({.start = base::parse_iso8601("2026-11-22T09:00:00+09:00").value(),
                                        .paths = {},
                                        .folder = folder.path(),
                                        .seed = seed,
                                        .heads = habits.head});
    REQUIRE(rig);
    const auto stay = sim::OldPatient(**rig, person.value(), habits, seed).check_in().value();
    return {stay, (*rig)->card()->tries_left(kAuthPin)};
}

double seconds(const std::vector<Stay>& stays, double part) {
    std::vector<double> all;
    for (const auto& stay : stays) all.push_back(std::chrono::duration<double>(stay.took).count());
    std::ranges::sort(all);
    return all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
}

void print(const char* who, const std::vector<Stay>& stays) {
    if (!stays.empty())
        std::printf("people of 85, %s: %zu, to the end p50 %.0f s, p95 %.0f s\n", who, stays.size(),
                    seconds(stays, 0.5), seconds(stays, 0.95));
}

/// Plays `count` visits and tells of them; returns how many came to the end alone.
int play(std::uint32_t first, int count) {
    std::vector<Stay> ended, by_face, by_pin, slow;
    Stay sum;
    for (int i = 0; i < count; ++i) {
        const auto seed = first + static_cast<std::uint32_t>(i);
        const auto [stay, tries] = visit_of(seed, sim::draw_habits(seed));
        CHECK(tries == 3 - (stay.way == flow::Way::pin ? 0 : stay.wrong_pins));  // no try that no hand gave
        if (!stay.checked_in) {
            std::printf("people of 85: seed %u did not come to the end: %s\n", seed, stay.stuck.c_str());
            continue;
        }
        ended.push_back(stay);
        (stay.way == flow::Way::face ? by_face : by_pin).push_back(stay);
        if (stay.slow) slow.push_back(stay);
        sum.touches += stay.touches, sum.beside += stay.beside, sum.other += stay.other;
        sum.wrong_pins += stay.wrong_pins, sum.face_attempts += stay.face_attempts;
    }
    std::printf(
        "people of 85: %zu of %d came to the end alone; %d touches, %d beside, %d on something else; %d wrong "
        "PINs, %d looks into the camera\n",
        ended.size(), count, sum.touches, sum.beside, sum.other, sum.wrong_pins, sum.face_attempts);
    print("all", ended);
    print("by face", by_face);
    print("by PIN", by_pin);
    print("slow pace", slow);
    CHECK(sum.beside + sum.other > 0);  // or nobody would be shaky
    return static_cast<int>(ended.size());
}

}  // namespace

TEST_CASE("people of 85 come to the end alone") { CHECK(play(1, 40) >= 39); }

TEST_CASE("whoever never hits anything does not come to the end, burns no try, and the kiosk is free again") {
    auto habits = sim::draw_habits(1);
    habits.touch_sigma_mm = 1000;
    const auto [stay, tries] = visit_of(1, habits);
    CHECK_FALSE(stay.checked_in);
    CHECK(stay.beside == stay.touches);
    CHECK(tries == 3);
    CHECK(stay.took < 30min);
}

TEST_CASE("of 500 people of 85 at least 99 of a hundred come to the end alone", "[.long]") {
    CHECK(play(1000, 500) >= 495);
}
