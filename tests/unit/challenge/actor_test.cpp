// SPDX-License-Identifier: Apache-2.0
// The simulator's people before the product's own check, for every order that can be drawn.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "firmware/app/draw_prompts.hpp"
#include "models/challenge/challenge.hpp"
#include "sim/acting/actor.hpp"

using namespace uketsuke;
using base::Duration;
using models::challenge::Challenge;
using models::challenge::Sight;

namespace {

constexpr int kDraws = 2000;

/// Twenty frames a second, numbers as the virtual rig makes them. A video has been playing for `played` milliseconds
/// when the first pause begins.
bool passes(sim::Actor actor, sim::Artefact artefact, domain::FacePrompts prompts, int played) {
    Challenge challenge(std::move(prompts));
    const auto look = [&](int milliseconds) {
        const base::MonoTime now{Duration{milliseconds}};
        const auto pose = actor.at(now);
        Sight sight{.taken = now, .x = 320, .y = 240, .height = 200, .eyes = 0.3};
        if (!sim::is_flat(artefact)) sight.turn = 0.023 * pose.turn;
        if (sim::can_blink(artefact)) sight.eyes *= 1 - 0.6 * pose.closed;
        if (pose.other) sight.like_before = sight.like_first = 0.05;
        return sight;
    };
    int now = 10'000;
    static_cast<void>(look(now - played));
    challenge.begin(look(now));
    while (!challenge.over()) {
        now += 50;
        challenge.see(look(now));
        actor.hear(challenge.advice(), base::MonoTime{Duration{now}});
    }
    return challenge.stage() == Challenge::Stage::passed;
}

constexpr int kVideo = 5000;  ///< milliseconds until the recording begins again

int passed_of_draws(sim::Manner manner, sim::Artefact artefact, int prompts, bool from_anywhere = false) {
    std::mt19937 random(1);
    int passed = 0;
    for (int i = 0; i < kDraws; ++i) {
        const int played = from_anywhere ? static_cast<int>(random() % kVideo) : 0;
        passed += passes(sim::Actor(manner), artefact, app::draw_prompts(prompts, [&] { return random(); }), played);
    }
    return passed;
}

}  // namespace

TEST_CASE("orders are drawn evenly, neighbours differ, and one movement is never only a blink") {
    const auto [count, orders] = GENERATE(std::pair{1, 2}, std::pair{2, 6}, std::pair{3, 12});
    std::mt19937 random(7);
    std::map<std::vector<int>, int> seen;
    for (int i = 0; i < 12'000; ++i) {
        const auto prompts = app::draw_prompts(count, [&] { return random(); });
        std::vector<int> order;
        for (const auto& one : prompts) {
            CHECK((one.after >= Duration{300} && one.after <= Duration{900}));
            if (!order.empty()) CHECK(order.back() != static_cast<int>(one.prompt));
            order.push_back(static_cast<int>(one.prompt));
        }
        ++seen[order];
    }
    CHECK(static_cast<int>(seen.size()) == orders);
    for (const auto& [order, times] : seen) CHECK(times == Approx(12'000.0 / orders).epsilon(0.15));
    CHECK(seen.count({static_cast<int>(domain::FacePrompt::blink)}) == 0);
}

TEST_CASE("no prompts are drawn when none are wanted, and the kernel's bits are not always the same") {
    CHECK(app::draw_prompts(0, [] { return 1U; }).empty());
    std::set<std::uint32_t> bits;
    for (int i = 0; i < 16; ++i) bits.insert(app::system_random());
    CHECK(bits.size() > 1);
}

TEST_CASE("a person who follows passes every order, at every pause") {
    for (int prompts = 0; prompts <= app::kMostPrompts; ++prompts)
        CHECK(passed_of_draws(sim::Manner::follows, sim::Artefact::none, prompts) == kDraws);
}

TEST_CASE("stills, turned prints and swapped people never pass") {
    for (const auto& look : sim::looks()) {
        const bool moves = look.manner == sim::Manner::follows && !sim::is_flat(look.artefact);
        if (moves || look.manner == sim::Manner::recorded) continue;
        INFO(look.word);
        for (int prompts = 1; prompts <= app::kMostPrompts; ++prompts)
            CHECK(passed_of_draws(look.manner, look.artefact, prompts) == 0);
    }
}

TEST_CASE("a replayed video passes only when its order and its times happen to be those that are asked") {
    for (int prompts = 1; prompts <= app::kMostPrompts; ++prompts) {
        const int passed = passed_of_draws(sim::Manner::recorded, sim::Artefact::replay, prompts);
        const int anywhere = passed_of_draws(sim::Manner::recorded, sim::Artefact::replay, prompts, true);
        fmt::print("  replay of one recording, {} prompts: passes {} of {} draws; begun anywhere in it {}\n", prompts,
                   passed, kDraws, anywhere);
        CHECK(anywhere < kDraws / (prompts == 1 ? 2 : 20));
        CHECK(passed < kDraws / (prompts == 1 ? 1 : 5));
    }
}
