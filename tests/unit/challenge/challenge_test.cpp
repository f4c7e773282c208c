// SPDX-License-Identifier: Apache-2.0
// The active check on plain numbers: fifteen frames a second of a head that does what a test says.
#include "models/challenge/challenge.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <vector>

using namespace uketsuke;
using base::Duration;
using domain::FaceAdvice;
using domain::FacePrompt;
using models::challenge::Challenge;
using models::challenge::Sight;
using Stage = Challenge::Stage;
using Flaw = Challenge::Flaw;

namespace {

constexpr Duration kFrame{66}, kPause{500};
constexpr double kOpen = 0.3, kClosed = 0.12;

base::MonoTime at(Duration since) { return base::MonoTime(Duration(10'000) + since); }

Sight ahead(Duration since) {
    return {.taken = at(since), .x = 320, .y = 240, .height = 200, .turn = 0.02, .eyes = kOpen};
}

domain::FacePrompts prompts(std::initializer_list<FacePrompt> wanted) {
    domain::FacePrompts list;
    for (const auto prompt : wanted) list.push_back({prompt, kPause});
    return list;
}

/// A head that knows what is asked and since when.
using Head = std::function<void(Sight& sight, FaceAdvice advice, Duration asked)>;

struct Run {
    Stage stage;
    Flaw flaw;
    Duration took;
    std::vector<FaceAdvice> said;
};

Run play(domain::FacePrompts list, const Head& head, Duration limit = Duration{40'000}, bool long_moves = false) {
    Challenge challenge(std::move(list), models::challenge::limits_of(long_moves));
    challenge.begin(ahead(Duration{0}));
    std::vector<FaceAdvice> said;
    Duration since{0}, said_since{0};
    while (!challenge.over() && since < limit) {
        const auto advice = *challenge.advice();
        if (said.empty() || said.back() != advice) {
            said.push_back(advice);
            said_since = since;
        }
        since += kFrame;
        auto sight = ahead(since);
        head(sight, advice, since - said_since);
        challenge.see(sight);
    }
    return {challenge.stage(), challenge.flaw(), since, said};
}

/// Follows each prompt half a second after it came up; a blink lasts `shut`.
Head follower(Duration reaction = Duration{500}, Duration shut = Duration{450}) {
    return [=](Sight& sight, FaceAdvice advice, Duration asked) {
        if (asked < reaction) return;
        if (advice == FaceAdvice::prompt_turn_left) sight.turn += 0.45;
        if (advice == FaceAdvice::prompt_turn_right) sight.turn -= 0.45;
        if (advice == FaceAdvice::prompt_blink && asked < reaction + shut) sight.eyes = kClosed;
    };
}

}  // namespace

TEST_CASE("each order of prompts is passed by who follows it, and is shown in that order") {
    const auto list = prompts({FacePrompt::turn_right, FacePrompt::blink, FacePrompt::turn_left});
    const auto run = play(list, follower());
    CHECK(run.stage == Stage::passed);
    CHECK(run.said == std::vector{FaceAdvice::good, FaceAdvice::prompt_turn_right, FaceAdvice::turn_to_camera,
                                  FaceAdvice::prompt_blink, FaceAdvice::turn_to_camera, FaceAdvice::prompt_turn_left});
    CHECK(run.took < Duration{6'000});
}

TEST_CASE("without prompts there is nothing to pass") {
    Challenge challenge({});
    CHECK(challenge.stage() == Stage::waiting);
    CHECK_FALSE(challenge.over());
    challenge.begin(ahead(Duration{0}));
    CHECK(challenge.stage() == Stage::passed);
}

TEST_CASE("who does nothing fails when the window is over, and not before") {
    const auto prompt = GENERATE(FacePrompt::turn_left, FacePrompt::turn_right, FacePrompt::blink);
    const auto run = play(prompts({prompt}), [](Sight&, FaceAdvice, Duration) {});
    CHECK(run.stage == Stage::failed);
    CHECK(run.flaw == Flaw::too_late);
    CHECK(run.took > kPause + Duration{5'000});
    CHECK(run.took < kPause + Duration{5'300});
}

TEST_CASE("a slow person has nearly the whole window") {
    CHECK(play(prompts({FacePrompt::turn_left}), follower(Duration{4'700})).stage == Stage::passed);
    CHECK(play(prompts({FacePrompt::turn_left}), follower(Duration{5'200})).flaw == Flaw::too_late);
}

TEST_CASE("who asked for longer has twice as long for each movement, and no longer") {
    const auto took = [](Duration reaction) {
        return play(prompts({FacePrompt::turn_left, FacePrompt::blink}), follower(reaction), Duration{40'000}, true);
    };
    CHECK(took(Duration{9'300}).stage == Stage::passed);
    CHECK(took(Duration{10'200}).flaw == Flaw::too_late);
}

TEST_CASE("who asks for longer while a movement is asked for has the longer time for that one already") {
    const auto usual = models::challenge::limits_of(false);
    Challenge challenge({{FacePrompt::turn_left}}, usual);
    challenge.begin(ahead(Duration{0}));
    const auto look = [&](Duration since) { challenge.see(ahead(since)); };
    Duration since{0};
    for (; since < usual.window; since += kFrame) look(since);
    REQUIRE(challenge.advice() == FaceAdvice::prompt_turn_left);
    challenge.allow_long_moves();
    for (; since < 2 * usual.window; since += kFrame) look(since);
    CHECK(challenge.advice() == FaceAdvice::prompt_turn_left);
    for (; since < 3 * usual.window; since += kFrame) look(since);
    CHECK(challenge.flaw() == Flaw::too_late);
}

TEST_CASE("turning the other way is refused, also while a blink is asked") {
    const auto asked = GENERATE(FacePrompt::turn_left, FacePrompt::blink);
    const auto run = play(prompts({asked}), [](Sight& sight, FaceAdvice advice, Duration since) {
        if (domain::is_prompt(advice) && since > Duration{500}) sight.turn -= 0.45;
    });
    CHECK(run.flaw == Flaw::other_movement);
}

TEST_CASE("a movement that nobody asked for is refused") {
    SECTION("before any prompt") {
        const auto run = play(prompts({FacePrompt::turn_left}), [](Sight& sight, FaceAdvice advice, Duration) {
            if (advice == FaceAdvice::good) sight.turn += 0.45;
        });
        CHECK(run.flaw == Flaw::unasked);
    }
    SECTION("so early after the prompt that nobody can have read it") {
        CHECK(play(prompts({FacePrompt::turn_left}), follower(Duration{300})).flaw == Flaw::unasked);
        CHECK(play(prompts({FacePrompt::turn_left}), follower(Duration{400})).stage == Stage::passed);
    }
    SECTION("between two prompts, once the head had come back") {
        const auto run = play(prompts({FacePrompt::turn_left, FacePrompt::blink}),
                              [turn = follower()](Sight& sight, FaceAdvice advice, Duration since) {
                                  turn(sight, advice, since);
                                  if (advice == FaceAdvice::turn_to_camera && since > Duration{300}) sight.turn += 0.45;
                              });
        CHECK(run.flaw == Flaw::unasked);
    }
}

TEST_CASE("a head that stays turned gets no next prompt") {
    const auto run = play(prompts({FacePrompt::turn_left, FacePrompt::turn_right}),
                          [](Sight& sight, FaceAdvice advice, Duration since) {
                              if (advice != FaceAdvice::good && since > Duration{500}) sight.turn += 0.45;
                              if (advice == FaceAdvice::turn_to_camera) sight.turn = 0.45;
                          });
    CHECK(run.flaw == Flaw::too_late);
    CHECK(run.said.back() == FaceAdvice::turn_to_camera);
}

TEST_CASE("a natural blink is no answer, a meant one is") {
    CHECK(play(prompts({FacePrompt::blink}), follower(Duration{500}, Duration{150})).flaw == Flaw::too_late);
    CHECK(play(prompts({FacePrompt::blink}), follower(Duration{500}, Duration{400})).stage == Stage::passed);
}

TEST_CASE("eyes that stay closed are no answer before another prompt, and nobody waits for the last ones to open") {
    const auto shut = follower(Duration{500}, Duration{60'000});
    CHECK(play(prompts({FacePrompt::blink, FacePrompt::turn_left}), shut).flaw == Flaw::too_late);
    const auto last = play(prompts({FacePrompt::blink}), shut);
    CHECK(last.stage == Stage::passed);
    CHECK(last.took < kPause + Duration{500 + 250} + 4 * kFrame);
}

TEST_CASE("eyes that shut sooner than anybody can have read the prompt are no answer; a later blink is") {
    const auto list = prompts({FacePrompt::blink});
    const auto blinks = [](std::vector<Duration> begin) {
        return [begin](Sight& sight, FaceAdvice advice, Duration since) {
            for (const auto from : begin)
                if (advice == FaceAdvice::prompt_blink && since >= from && since < from + Duration{450})
                    sight.eyes = kClosed;
        };
    };
    CHECK(play(list, blinks({Duration{100}})).flaw == Flaw::too_late);
    CHECK(play(list, blinks({Duration{100}, Duration{1'500}})).stage == Stage::passed);
    CHECK(play(list, blinks({Duration{400}})).stage == Stage::passed);
}

TEST_CASE("eyes that are shut for half a second without being asked are a movement for another prompt") {
    const auto shut_for = [](Duration length) {
        return play(prompts({FacePrompt::turn_left}),
                    [length, turn = follower(Duration{2'000})](Sight& sight, FaceAdvice advice, Duration since) {
                        turn(sight, advice, since);
                        if (advice == FaceAdvice::prompt_turn_left && since < length) sight.eyes = kClosed;
                    });
    };
    CHECK(shut_for(Duration{400}).stage == Stage::passed);
    CHECK(shut_for(Duration{700}).flaw == Flaw::other_movement);
}

TEST_CASE("natural blinks and a small sway disturb nothing") {
    const auto run = play(prompts({FacePrompt::turn_left, FacePrompt::turn_right}),
                          [turn = follower(), n = 0](Sight& sight, FaceAdvice advice, Duration since) mutable {
                              turn(sight, advice, since);
                              ++n;
                              sight.x += 6 * (n % 3);
                              sight.turn += n % 2 == 0 ? 0.04 : -0.04;
                              if (n % 25 < 2) sight.eyes = kClosed;
                          });
    CHECK(run.stage == Stage::passed);
}

TEST_CASE("another face ends it, whoever follows the prompts") {
    SECTION("from one frame to the next") {
        const auto run =
            play(prompts({FacePrompt::turn_left}), [turn = follower()](Sight& s, FaceAdvice a, Duration t) {
                turn(s, a, t);
                if (domain::is_prompt(a)) s.like_before = s.like_first = 0.1;
            });
        CHECK(run.flaw == Flaw::other_face);
    }
    SECTION("blended over, frame by frame") {
        const auto run =
            play(prompts({FacePrompt::turn_left}), [turn = follower()](Sight& s, FaceAdvice a, Duration t) {
                turn(s, a, t);
                if (domain::is_prompt(a)) s.like_first = 0.2;
            });
        CHECK(run.flaw == Flaw::other_face);
    }
    SECTION("but one bad frame alone does not") {
        const auto run = play(prompts({FacePrompt::turn_left}),
                              [turn = follower(), n = 0](Sight& s, FaceAdvice a, Duration t) mutable {
                                  turn(s, a, t);
                                  if (++n % 7 == 0) s.like_before = 0.2;
                              });
        CHECK(run.stage == Stage::passed);
    }
}

TEST_CASE("another face's movement counts for nothing") {
    Challenge challenge(prompts({FacePrompt::turn_left}));
    challenge.begin(ahead(Duration{0}));
    Duration since{0};
    while (challenge.stage() == Stage::ahead) challenge.see(ahead(since += kFrame));
    REQUIRE(challenge.stage() == Stage::prompt);
    for (int i = 0; i < 5; ++i) CHECK(challenge.see(ahead(since += kFrame)));
    auto stranger = ahead(since += kFrame);
    stranger.turn = 0.6;
    stranger.like_before = 0.1;
    CHECK_FALSE(challenge.see(stranger));
    CHECK(challenge.stage() == Stage::prompt);
}

TEST_CASE("a jump of place or size is a cut") {
    const auto what = GENERATE(0, 1, 2);
    const auto run = play(prompts({FacePrompt::blink}), [what](Sight& sight, FaceAdvice advice, Duration) {
        if (!domain::is_prompt(advice)) return;
        if (what == 0) sight.x += 90;
        if (what == 1) sight.y -= 90;
        if (what == 2) sight.height *= 1.5;
    });
    CHECK(run.flaw == Flaw::cut);
}

TEST_CASE("a face that is gone for a second is lost, for half a second it is not") {
    Challenge challenge(prompts({FacePrompt::blink}));
    challenge.begin(ahead(Duration{0}));
    challenge.see(ahead(Duration{100}));
    challenge.miss(at(Duration{600}));
    CHECK_FALSE(challenge.over());
    challenge.see(ahead(Duration{700}));
    CHECK_FALSE(challenge.over());
    challenge.miss(at(Duration{1'701}));
    CHECK(challenge.flaw() == Flaw::lost);
    challenge.see(ahead(Duration{1'800}));
    CHECK(challenge.stage() == Stage::failed);
}

TEST_CASE("the neutral is a head that is still and looks ahead") {
    std::vector<Sight> sights(7, ahead(Duration{0}));
    for (std::size_t i = 0; i < sights.size(); ++i) sights[i].turn = 0.01 * static_cast<double>(i);
    const auto neutral = models::challenge::neutral_of(sights);
    REQUIRE(neutral);
    CHECK(neutral->turn == Approx(0.03));
    CHECK(neutral->eyes == kOpen);
    sights[6].turn = 0.2;
    CHECK_FALSE(models::challenge::neutral_of(sights));
    for (auto& sight : sights) sight.turn = 0.3;
    CHECK_FALSE(models::challenge::neutral_of(sights));
}

TEST_CASE("movements on top are asked for behind the others, also when these are done") {
    Challenge running(prompts({FacePrompt::turn_left})), done({});
    running.ask(prompts({FacePrompt::blink}));  // before it has begun: of no effect
    running.begin(ahead(Duration{0}));
    running.ask(prompts({FacePrompt::turn_right}));
    CHECK(running.stage() == Stage::ahead);
    done.begin(ahead(Duration{0}));
    REQUIRE(done.stage() == Stage::passed);
    done.ask({});
    CHECK(done.stage() == Stage::passed);
    done.ask(prompts({FacePrompt::turn_right}));
    CHECK(done.stage() == Stage::ahead);
    for (auto* challenge : {&running, &done}) {
        std::vector<FaceAdvice> said;
        Duration since{0}, said_since{0};
        while (!challenge->over() && since < Duration{20'000}) {
            if (const auto advice = *challenge->advice(); said.empty() || said.back() != advice) {
                said.push_back(advice);
                said_since = since;
            }
            since += kFrame;
            auto sight = ahead(since);
            follower()(sight, said.back(), since - said_since);
            challenge->see(sight);
        }
        CHECK(challenge->stage() == Stage::passed);
        CHECK(said.back() == FaceAdvice::prompt_turn_right);
        CHECK(std::count(said.begin(), said.end(), FaceAdvice::prompt_blink) == 0);
    }
}

TEST_CASE("between the last movement and those on top it must have stayed one face without a cut") {
    const auto asked_after = [](const std::function<void(Challenge&)>& meanwhile, Duration back) {
        Challenge challenge({});
        challenge.begin(ahead(Duration{0}));
        meanwhile(challenge);
        CHECK(challenge.stage() == Stage::passed);  // nothing is decided while nothing is asked
        challenge.ask(prompts({FacePrompt::turn_left}));
        challenge.see(ahead(back));
        return challenge.flaw();
    };
    const auto watched = [](Challenge& challenge) {
        for (Duration since{0}; since <= Duration{3'000}; since += kFrame) CHECK(challenge.see(ahead(since)));
    };
    const auto stranger = [](Challenge& challenge) {
        for (Duration since{0}; since <= Duration{3'000}; since += kFrame) {
            auto sight = ahead(since);
            sight.like_before = sight.like_first = 0.05;
            CHECK_FALSE(challenge.see(sight));
        }
    };
    const auto elsewhere = [](Challenge& challenge) {
        auto sight = ahead(Duration{500});
        sight.x += 200;
        CHECK_FALSE(challenge.see(sight));
    };
    const auto gone = [](Challenge& challenge) { challenge.miss(at(Duration{3'000})); };
    CHECK(asked_after(watched, Duration{3'066}) == Flaw::none);
    CHECK(asked_after(stranger, Duration{3'066}) == Flaw::lost);
    CHECK(asked_after(gone, Duration{3'066}) == Flaw::lost);
    CHECK(asked_after(elsewhere, Duration{566}) == Flaw::none);  // it is where it was
}

TEST_CASE("who has failed is asked for nothing more") {
    Challenge challenge(prompts({FacePrompt::turn_left}));
    challenge.begin(ahead(Duration{0}));
    challenge.miss(at(Duration{9'000}));
    REQUIRE(challenge.stage() == Stage::failed);
    challenge.ask(prompts({FacePrompt::blink}));
    CHECK(challenge.stage() == Stage::failed);
    CHECK_FALSE(challenge.advice());
}
