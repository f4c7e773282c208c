// SPDX-License-Identifier: Apache-2.0
// What the face pipeline says. Advice speaks to the person; a verdict decides. Neither can stand for the other.
#pragma once

#include <string_view>
#include <vector>

#include "firmware/base/time.hpp"

namespace uketsuke::domain {

/// One hint at a time, stable codes (ISO/IEC 29794-5 terms where they fit). `good` = hold still. Prompts stand last.
enum class FaceAdvice {
    good,
    no_face,
    several_faces,
    come_closer,
    move_back,
    move_to_middle,
    turn_to_camera,
    too_dark,
    too_bright,
    hold_still,
    open_eyes,
    uncover_face,
    neutral_expression,
    uneven_light,
    prompt_turn_left,
    prompt_turn_right,
    prompt_blink,
};
constexpr int kFaceAdviceCount = static_cast<int>(FaceAdvice::prompt_blink) + 1;
/// Stable, snake_case; the stem of its text key.
std::string_view name_of(FaceAdvice advice);

/// A movement that a picture cannot make when it is asked to. Left and right are the person's own.
enum class FacePrompt { turn_left, turn_right, blink };
FaceAdvice advice_of(FacePrompt prompt);
constexpr bool is_prompt(FaceAdvice advice) { return advice >= FaceAdvice::prompt_turn_left; }

/// A prompt, and how long the person looks straight ahead before it, so that nobody knows when it comes.
struct TimedPrompt {
    FacePrompt prompt = FacePrompt::turn_left;
    base::Duration after{};
    bool operator==(const TimedPrompt&) const = default;
};
/// What one attempt asks for, in this order. Empty: no challenge.
using FacePrompts = std::vector<TimedPrompt>;

/// `challenge_failed`: the prompts were not followed in time, or not by one and the same face without a cut.
enum class FaceDecision { match, no_match, not_live, challenge_failed };

/// One decision an attempt. `score` is the cosine similarity, −1 … 1; it is for the engineer and never shown.
struct Verdict {
    FaceDecision decision = FaceDecision::no_match;
    double score = -1;
    double threshold = 1;
    double live_score = 0;  ///< 0 … 1
    bool operator==(const Verdict&) const = default;
};

}  // namespace uketsuke::domain
