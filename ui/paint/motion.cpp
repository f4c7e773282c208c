// SPDX-License-Identifier: Apache-2.0
#include "motion.hpp"

#include <algorithm>
#include <array>

namespace uketsuke::ui::paint {
namespace {

/// The parts of a round, in steps: towards the reader, a while there, and back without a way between, so that nobody
/// takes the way back for what there is to do.
constexpr int kRest = 66, kThere = 51;
constexpr int kArrived = kRest + kMove, kGoing = kArrived + kThere, kGone = kGoing + kMove;
static_assert(kGone + kMove == kRound);

/// Slow at both ends.
double eased(double part) { return part * part * (3 - 2 * part); }
double part_of(int step) { return static_cast<double>(step + 1) / kMove; }

Pose towards(int step) {
    if (step < kRest) return {};
    if (step < kArrived) return {eased(part_of(step - kRest)), 1};
    if (step < kGoing) return {1, 1};
    if (step < kGone) return {1, 1 - part_of(step - kGoing)};
    return {0, part_of(step - kGone)};
}

bool is_out(Icon icon) { return icon == Icon::card_out || icon == Icon::phone_out; }

/// What leaves the reader moves backwards, from the end of the rest on.
Pose pose_in(Icon icon, std::int64_t step) {
    const auto in_round = static_cast<int>(step % kRound);
    return towards(is_out(icon) ? (kRest - 1 - in_round + kRound) % kRound : in_round);
}

/// Of the oval, in steps.
constexpr int kOvalRest = 50, kOvalOpen = 4;

}  // namespace

bool moves(const Node& node) {
    constexpr std::array kMoving{Icon::card_in, Icon::card_out, Icon::phone_in, Icon::phone_out};
    return node.role == Role::icon && std::find(kMoving.begin(), kMoving.end(), node.icon) != kMoving.end();
}

Pose pose_at(Icon icon, base::Duration shown) { return pose_in(icon, shown / kMotionStep); }

base::Duration stays(Icon icon, base::Duration shown) {
    const auto now = shown / kMotionStep;
    auto next = now + 1;
    while (next < now + kRound && pose_in(icon, next) == pose_in(icon, now)) ++next;
    return next * kMotionStep - shown;
}

double oval_at(base::Duration shown) {
    constexpr int kOpened = kOvalRest + kMove, kCloses = kOpened + kOvalOpen;
    const auto step = static_cast<int>(shown / kMotionStep % (kCloses + kMove));
    if (step < kOvalRest) return 0;
    if (step < kOpened) return eased(part_of(step - kOvalRest));
    return step < kCloses ? 1 : 1 - eased(part_of(step - kCloses));
}

}  // namespace uketsuke::ui::paint
