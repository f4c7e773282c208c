// SPDX-License-Identifier: Apache-2.0
#include "played_prompts.hpp"

#include "models/challenge/challenge.hpp"

namespace uketsuke::sim {
namespace {

using base::Duration;
using models::challenge::Challenge;
using models::challenge::Sight;

Sight sight_at(Actor& actor, Artefact artefact, base::MonoTime now) {
    const auto pose = actor.at(now);
    Sight sight{.taken = now, .x = 320, .y = 240, .height = 200, .eyes = 0.3};
    if (!is_flat(artefact)) sight.turn = 0.023 * pose.turn;
    if (can_blink(artefact)) sight.eyes *= 1 - 0.6 * pose.closed;
    if (pose.other) sight.like_before = sight.like_first = 0.05;
    return sight;
}

}  // namespace

Played play_prompts(Actor actor, Artefact artefact, domain::FacePrompts prompts, Duration before) {
    Challenge challenge(std::move(prompts));
    const base::MonoTime begun{Duration{10'000}};
    auto now = begun;
    static_cast<void>(sight_at(actor, artefact, now - before));
    challenge.begin(sight_at(actor, artefact, now));
    while (!challenge.over()) {
        now += Duration{50};
        challenge.see(sight_at(actor, artefact, now));
        actor.hear(challenge.advice(), now);
    }
    return {challenge.stage() == Challenge::Stage::passed, now - begun};
}

}  // namespace uketsuke::sim
