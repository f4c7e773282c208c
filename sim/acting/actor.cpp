// SPDX-License-Identifier: Apache-2.0
#include "actor.hpp"

#include <algorithm>
#include <array>

namespace uketsuke::sim {
namespace {

using base::Duration;
using domain::FacePrompt;

constexpr Duration kReaction{350}, kBackReaction{200}, kTurnTime{450}, kBackTime{400}, kLids{120}, kShut{460};
constexpr double kDegrees = 24;

/// What the replayed video shows, over and over. Whether it happens to be what is asked is up to the draw.
struct Recorded {
    FacePrompt prompt;
    Duration from, back;
};
constexpr Duration kLoop{5000};
constexpr std::array kRecording{Recorded{FacePrompt::turn_right, Duration{900}, Duration{1900}},
                                Recorded{FacePrompt::blink, Duration{2700}, Duration{3400}},
                                Recorded{FacePrompt::turn_left, Duration{3600}, Duration{4500}}};

/// From 0 to 1 in `length`, without a jerk.
double eased(Duration since, Duration length) {
    const double part = std::clamp(static_cast<double>(since.count()) / static_cast<double>(length.count()), 0.0, 1.0);
    return part * part * (3 - 2 * part);
}

}  // namespace

HeadPose Actor::pose_in(const Movement& movement, base::MonoTime now) const {
    const auto since = now - movement.from;
    HeadPose pose;
    if (movement.prompt == FacePrompt::blink) {
        pose.closed = eased(since, kLids) - eased(since - kLids - kShut, kLids);
        return pose;
    }
    const double there = eased(since, kTurnTime) - (movement.back ? eased(now - *movement.back, kBackTime) : 0);
    const bool left = (movement.prompt == FacePrompt::turn_left) != unsteady_.turns_wrong;
    pose.turn = (left ? 1 : -1) * (kDegrees - unsteady_.less_turn) * std::max(0.0, there);
    return pose;
}

void Actor::hear(std::optional<domain::FaceAdvice> advice, base::MonoTime now) {
    if (advice == heard_) return;
    heard_ = advice;
    if (movement_ && !movement_->back) movement_->back = now + kBackReaction;
    if (manner_ == Manner::unmoved || manner_ == Manner::recorded || !advice || !domain::is_prompt(*advice)) return;
    if (manner_ == Manner::swaps && !swapped_) swapped_ = now + kReaction;
    for (const auto prompt : {FacePrompt::turn_left, FacePrompt::turn_right, FacePrompt::blink})
        if (domain::advice_of(prompt) == *advice) movement_ = Movement{prompt, now + kReaction + unsteady_.later, {}};
}

HeadPose Actor::at(base::MonoTime now) {
    if (manner_ == Manner::recorded) return recorded_at(now);
    HeadPose pose;
    if (movement_) pose = pose_in(*movement_, now);
    pose.other = swapped_ && now >= *swapped_;
    pose.turn += unsteady_.shake(now) + unsteady_.aside;
    pose.closed = std::max(pose.closed, unsteady_.lids(now));
    pose.glare = unsteady_.glares(now);
    return pose;
}

HeadPose Actor::recorded_at(base::MonoTime now) {
    if (!played_since_) played_since_ = now;
    const auto since = (now - *played_since_) % kLoop;
    const auto begin = now - since;
    const auto playing =
        std::find_if(kRecording.rbegin(), kRecording.rend(), [&](const Recorded& one) { return since >= one.from; });
    if (playing == kRecording.rend()) return {};
    return pose_in({playing->prompt, begin + playing->from, begin + playing->back}, now);
}

}  // namespace uketsuke::sim
