// SPDX-License-Identifier: Apache-2.0
#include "challenge.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace uketsuke::models::challenge {

using domain::FaceAdvice;
using domain::FacePrompt;

namespace {

constexpr double kSteady = 0.14;  ///< between the least and the most turn: six degrees
constexpr double kAside = 0.25;   ///< a neutral that is turned further is none

std::vector<double> sorted(std::span<const Sight> sights, double Sight::*member) {
    std::vector<double> values;
    for (const auto& sight : sights) values.push_back(sight.*member);
    std::sort(values.begin(), values.end());
    return values;
}

}  // namespace

std::optional<Sight> neutral_of(std::span<const Sight> sights) {
    const auto turns = sorted(sights, &Sight::turn), eyes = sorted(sights, &Sight::eyes);
    auto neutral = sights.back();
    neutral.turn = turns[turns.size() / 2];
    neutral.eyes = eyes[eyes.size() / 2];
    if (turns.back() - turns.front() > kSteady || std::abs(neutral.turn) > kAside) return std::nullopt;
    return neutral;
}

Challenge::Challenge(domain::FacePrompts prompts, Limits limits) : prompts_(std::move(prompts)), limits_(limits) {}

void Challenge::begin(const Sight& neutral) {
    neutral_ = last_ = neutral;
    begun_ = neutral.taken;
    ahead_since_ = neutral.taken;
    stage_ = prompts_.empty() ? Stage::passed : Stage::ahead;
}

std::optional<FaceAdvice> Challenge::advice() const {
    if (stage_ == Stage::prompt) return domain::advice_of(prompts_[at_].prompt);
    if (stage_ == Stage::ahead) return at_ == 0 ? FaceAdvice::good : FaceAdvice::turn_to_camera;
    return std::nullopt;
}

void Challenge::fail(Flaw flaw) {
    if (over()) return;
    stage_ = Stage::failed;
    flaw_ = flaw;
}

void Challenge::ask(const domain::FacePrompts& more) {
    if (stage_ == Stage::waiting || stage_ == Stage::failed || more.empty()) return;
    prompts_.insert(prompts_.end(), more.begin(), more.end());
    if (stage_ != Stage::passed) return;
    stage_ = Stage::ahead;
    begun_ = last_.taken;
    ahead_since_.reset();
}

bool Challenge::see(const Sight& sight) {
    if (stage_ == Stage::waiting || stage_ == Stage::failed) return true;
    if (stage_ == Stage::passed) {
        const bool follows = is_like(sight) && !is_cut(sight);
        if (follows) last_ = sight;
        return follows;
    }
    keep_time(sight.taken);
    if (!same_face(sight)) return false;
    if (is_cut(sight)) fail(Flaw::cut);
    if (stage_ == Stage::ahead)
        look_ahead(sight);
    else if (stage_ == Stage::prompt)
        follow(sight);
    last_ = sight;
    return true;
}

void Challenge::miss(base::MonoTime taken) {
    if (stage_ != Stage::waiting && !over()) keep_time(taken);
}

void Challenge::keep_time(base::MonoTime taken) {
    if (taken - last_.taken > limits_.lost) fail(Flaw::lost);
    // Looking ahead again must not take longer than a movement.
    const auto pause = stage_ == Stage::ahead ? prompts_[at_].after : base::Duration::zero();
    if (!over() && taken - begun_ > limits_.window + pause) fail(Flaw::too_late);
}

bool Challenge::is_like(const Sight& sight) const {
    return sight.like_before >= limits_.like_before && sight.like_first >= limits_.like_first;
}

bool Challenge::same_face(const Sight& sight) {
    const bool same = is_like(sight);
    strangers_ = same ? 0 : strangers_ + 1;
    if (strangers_ >= limits_.strangers) fail(Flaw::other_face);
    return same;
}

bool Challenge::is_cut(const Sight& sight) const {
    const double size = std::max(1.0, std::min(sight.height, last_.height));
    return std::hypot(sight.x - last_.x, sight.y - last_.y) > limits_.jump * size ||
           std::max(sight.height, last_.height) > limits_.grow * size;
}

bool Challenge::shut(const Sight& sight) const { return sight.eyes <= limits_.shut * neutral_.eyes; }

bool Challenge::turned(const Sight& sight, FacePrompt to) const {
    const double turn = sight.turn - neutral_.turn;
    return (to == FacePrompt::turn_left ? turn : -turn) >= limits_.turn;
}

void Challenge::look_ahead(const Sight& sight) {
    const double turn = std::abs(sight.turn - neutral_.turn);
    if (ahead_since_ && turn >= limits_.turn) return fail(Flaw::unasked);
    if (ahead_since_ && shut_unasked(sight)) return fail(Flaw::unasked);
    if (turn > limits_.ahead || shut(sight)) return;
    if (!ahead_since_) ahead_since_ = sight.taken;
    if (sight.taken - *ahead_since_ < prompts_[at_].after) return;
    stage_ = Stage::prompt;
    begun_ = sight.taken;
    shut_since_.reset();
    was_shut_ = false;
}

void Challenge::follow(const Sight& sight) {
    const auto asked = prompts_[at_].prompt;
    for (const auto other : {FacePrompt::turn_left, FacePrompt::turn_right})
        if (other != asked && turned(sight, other)) return fail(Flaw::other_movement);
    if (asked != FacePrompt::blink && shut_unasked(sight)) return fail(Flaw::other_movement);
    const bool followed = asked == FacePrompt::blink ? blinked(sight) : turned(sight, asked);
    if (!followed) return;
    if (sight.taken - begun_ < limits_.reaction) return fail(Flaw::unasked);
    next(sight.taken);
}

/// Shut and open again; of the last movement nothing hangs on the opening, so nobody waits for it.
bool Challenge::blinked(const Sight& sight) {
    if (shut(sight)) {
        if (!shut_since_) shut_since_ = sight.taken;
        const bool answers = *shut_since_ - begun_ >= limits_.onset;
        was_shut_ = answers && sight.taken - *shut_since_ >= limits_.closed;
        return was_shut_ && at_ + 1 == prompts_.size();
    }
    if (sight.eyes < limits_.open * neutral_.eyes) return false;
    shut_since_.reset();
    return was_shut_;
}

/// Only of a head that looks ahead: lids seen from the side are not measured well.
bool Challenge::shut_unasked(const Sight& sight) {
    if (!shut(sight) || std::abs(sight.turn - neutral_.turn) > limits_.ahead) {
        shut_since_.reset();
        return false;
    }
    if (!shut_since_) shut_since_ = sight.taken;
    return sight.taken - *shut_since_ >= limits_.dozing;
}

void Challenge::next(base::MonoTime taken) {
    ++at_;
    begun_ = taken;
    ahead_since_.reset();
    shut_since_.reset();
    stage_ = at_ == prompts_.size() ? Stage::passed : Stage::ahead;
}

}  // namespace uketsuke::models::challenge
