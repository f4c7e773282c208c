// SPDX-License-Identifier: Apache-2.0
// The simulator's people before the product's own check, for every order that can be drawn.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <map>
#include <random>
#include <set>

#include "firmware/app/draw_prompts.hpp"
#include "sim/acting/played_prompts.hpp"

using namespace uketsuke;
using base::Duration;
using domain::FacePrompt;

namespace {

constexpr int kDraws = 2000;
constexpr int kReplays = 20'000;  ///< draws before a recording, which passes seldom

constexpr int kVideo = 5000;  ///< milliseconds until the recording begins again

struct How {
    int draws = kDraws;
    bool from_anywhere = false;  ///< a video has been playing for a while when the first pause begins
    bool in_doubt = false;       ///< with what is asked for on top
};

int passed_of_draws(sim::Manner manner, sim::Artefact artefact, int prompts, How how = {}) {
    std::mt19937 random(1);
    const auto bits = [&] { return static_cast<std::uint32_t>(random()); };
    int passed = 0;
    for (int i = 0; i < how.draws; ++i) {
        const Duration played{how.from_anywhere ? static_cast<int>(random() % kVideo) : 0};
        auto list = app::draw_prompts(prompts, bits);
        if (how.in_doubt) std::ranges::copy(app::draw_more(list, bits), std::back_inserter(list));
        passed += sim::play_prompts(sim::Actor(manner), artefact, std::move(list), played).passed ? 1 : 0;
    }
    return passed;
}

std::vector<FacePrompt> order_of(const domain::FacePrompts& prompts) {
    std::vector<FacePrompt> order;
    for (const auto& one : prompts) order.push_back(one.prompt);
    return order;
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
            CHECK((one.after >= Duration{50} && one.after <= Duration{650}));
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

TEST_CASE("what comes on top in doubt asks for each movement, never twice in a row, evenly") {
    const auto [count, more, orders] = GENERATE(std::tuple{0, 3, 6}, std::tuple{1, 2, 4}, std::tuple{2, 2, 18});
    std::mt19937 random(7);
    const auto bits = [&] { return static_cast<std::uint32_t>(random()); };
    std::map<std::vector<FacePrompt>, int> seen;
    for (int i = 0; i < 12'000; ++i) {
        auto all = app::draw_prompts(count, bits);
        const auto drawn = app::draw_more(all, bits);
        CHECK(static_cast<int>(drawn.size()) == more);
        for (const auto& one : drawn) CHECK((one.after >= Duration{50} && one.after <= Duration{650}));
        std::ranges::copy(drawn, std::back_inserter(all));
        const auto order = order_of(all);
        CHECK(std::adjacent_find(order.begin(), order.end()) == order.end());
        CHECK(std::set(order.begin(), order.end()).size() == 3);
        ++seen[order];
    }
    CHECK(static_cast<int>(seen.size()) == orders);
    for (const auto& [order, times] : seen) CHECK(times == Approx(12'000.0 / orders).epsilon(0.2));
}

TEST_CASE("a person who follows passes every order, at every pause") {
    for (int prompts = 0; prompts <= app::kMostPrompts; ++prompts)
        for (const bool in_doubt : {false, true})
            CHECK(passed_of_draws(sim::Manner::follows, sim::Artefact::none, prompts, {.in_doubt = in_doubt}) ==
                  kDraws);
}

TEST_CASE("two prompts take who follows them some two and a half seconds") {
    std::mt19937 random(1);
    std::vector<Duration> times;
    for (int i = 0; i < kDraws; ++i)
        times.push_back(sim::play_prompts(sim::Actor(), sim::Artefact::none,
                                          app::draw_prompts(2, [&] { return static_cast<std::uint32_t>(random()); }))
                            .took);
    std::ranges::sort(times);
    const auto median = times[kDraws / 2], most = times[kDraws * 95 / 100];
    fmt::print("  two prompts, followed: p50 {} ms, p95 {} ms\n", median.count(), most.count());
    CHECK(median <= Duration{2'600});
}

TEST_CASE("stills, turned prints and swapped people never pass") {
    for (const auto& look : sim::looks()) {
        const bool moves = look.manner == sim::Manner::follows && !sim::is_flat(look.artefact);
        if (moves || look.manner == sim::Manner::recorded) continue;
        INFO(look.word);
        for (int prompts = 1; prompts <= app::kMostPrompts; ++prompts)
            CHECK(passed_of_draws(look.manner, look.artefact, prompts) == 0);
        for (int prompts = 0; prompts <= app::kMostPrompts; ++prompts)
            CHECK(passed_of_draws(look.manner, look.artefact, prompts, {.in_doubt = true}) == 0);
    }
}

TEST_CASE("in doubt a bent print that is turned as asked does not pass: it cannot blink") {
    CHECK(passed_of_draws(sim::Manner::follows, sim::Artefact::print_bent, 2) > 0);
    CHECK(passed_of_draws(sim::Manner::follows, sim::Artefact::print_bent, 2, {.in_doubt = true}) == 0);
}

TEST_CASE("a replayed video passes only when its order and its times happen to be those that are asked") {
    for (int prompts = 1; prompts <= app::kMostPrompts; ++prompts) {
        const int passed = passed_of_draws(sim::Manner::recorded, sim::Artefact::replay, prompts, {.draws = kReplays});
        const int anywhere = passed_of_draws(sim::Manner::recorded, sim::Artefact::replay, prompts,
                                             {.draws = kReplays, .from_anywhere = true});
        fmt::print("  replay of one recording, {} prompts: passes {} of {} draws; begun anywhere in it {}\n", prompts,
                   passed, kReplays, anywhere);
        CHECK(anywhere < kReplays / (prompts == 1 ? 2 : 20));
        CHECK(passed < kReplays / (prompts == 1 ? 1 : 5));
        for (const bool from_anywhere : {false, true}) {
            const int in_doubt = passed_of_draws(sim::Manner::recorded, sim::Artefact::replay, prompts,
                                                 {.draws = kReplays, .from_anywhere = from_anywhere, .in_doubt = true});
            fmt::print("  the same in doubt{}: {}\n", from_anywhere ? ", begun anywhere" : "", in_doubt);
            CHECK(in_doubt <= (from_anywhere ? anywhere : passed));
            CHECK(in_doubt < kReplays / 100);
        }
    }
}
