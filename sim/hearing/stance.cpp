// SPDX-License-Identifier: Apache-2.0
#include "stance.hpp"

#include <cmath>

#include "models/face/quality.hpp"

namespace uketsuke::sim {
namespace {

constexpr double kWidth = 640, kHeight = 480;
constexpr double kFocal = kWidth / 2 / 0.57735;  ///< pixels: half the width at 30 degrees
constexpr double kEyes = 0.063, kBox = 0.19;     ///< metres
constexpr double kTurnADegree = 0.023;           ///< models/face/quality_values.hpp
constexpr double kSeenTurn = 50;                 ///< degrees

double cosine(double degrees) { return std::cos(degrees * 3.14159265 / 180); }

}  // namespace

std::optional<Framed> framed(const Stance& stance, base::MonoTime taken) {
    const double pixels = kFocal / stance.away;  // a metre
    models::face::Quality seen;
    seen.off_x = -stance.right * pixels / kWidth;  // the person's right is the picture's left
    seen.off_y = -stance.up * pixels / kHeight;
    if (std::abs(seen.off_x) > 0.5 || std::abs(seen.off_y) > 0.5 || std::abs(stance.turn) > kSeenTurn) return {};
    seen.eye_distance = kEyes * pixels * cosine(stance.turn);
    seen.height = kBox * pixels / kHeight;
    seen.turn = kTurnADegree * stance.turn;
    seen.nod = 0.5, seen.light = 120, seen.sharpness = 500;
    return Framed{models::face::advise(seen, {}), models::face::place_of(seen, {}, taken)};
}

}  // namespace uketsuke::sim
