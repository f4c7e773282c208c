// SPDX-License-Identifier: Apache-2.0
// How a drawn card or phone moves: it rests, glides to its place within 300 ms, rests there, and is back where it
// began; and the oval that a face belongs into: it opens a little and draws in again. Pure: a time in, a pose out.
#pragma once

#include "firmware/base/time.hpp"
#include "ui/scene/scene.hpp"

namespace uketsuke::ui::paint {

/// Of what moves in a picture. As it is made it is at rest: what every picture shows that stands still.
struct Pose {
    double way = 0;    ///< from where it rests (0) to the reader (1)
    double alpha = 1;  ///< how much of it is seen
    bool operator==(const Pose&) const = default;
};

/// Time goes in steps: within one nothing is painted.
constexpr base::Duration kMotionStep{60};
/// One move, and the way from one round to the next, in steps.
constexpr int kMove = 5, kRound = 132;
static_assert(kMove * kMotionStep <= base::Duration{300});

/// Whether something moves in this picture.
bool moves(const Node& node);
/// The pose so long after the screen came up; at rest at first.
Pose pose_at(Icon icon, base::Duration shown);
/// How long that pose stays.
base::Duration stays(Icon icon, base::Duration shown);
/// How far the oval is open, from 0, at rest and at first, to 1.
double oval_at(base::Duration shown);

}  // namespace uketsuke::ui::paint
