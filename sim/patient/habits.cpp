// SPDX-License-Identifier: Apache-2.0
#include "habits.hpp"

#include <cmath>
#include <numbers>
#include <random>

namespace uketsuke::sim {
namespace {

using base::Duration;

constexpr double kMeanOffsetMm = 3.4;
constexpr double kAdultPerLetterMs = 110;

class Draw {
public:
    explicit Draw(std::uint32_t seed) : random_(seed * 2654435761U + 1) {}
    double between(double least, double most) {
        return least + (most - least) * static_cast<double>(random_()) / static_cast<double>(std::mt19937::max());
    }
    Duration time(double least_ms, double most_ms) {
        return Duration{static_cast<Duration::rep>(between(least_ms, most_ms))};
    }
    bool chance(double share) { return between(0, 1) < share; }

private:
    std::mt19937 random_;
};

Unsteady head_of(Draw& draw) {
    Unsteady head;
    head.later = draw.time(300, 1800);
    head.less_turn = draw.between(0, 8);
    head.aside = draw.between(-5, 5);
    head.shake_degrees = draw.chance(0.3) ? draw.between(0.5, 3) : 0;
    head.shake_hz = draw.between(4, 8);
    head.glare = draw.chance(0.7) ? draw.between(0, 0.15) : 0;
    head.blinks_each = draw.time(2500, 7000);
    head.turns_wrong = draw.chance(0.1);
    return head;
}

}  // namespace

Habits draw_habits(std::uint32_t seed) {
    Draw draw(seed);
    Habits habits;
    habits.touch_sigma_mm = kMeanOffsetMm / std::sqrt(std::numbers::pi / 2);  // of a Rayleigh distribution's mean
    habits.doubles = draw.between(0, 0.3);
    habits.per_letter = draw.time(2 * kAdultPerLetterMs, 3 * kAdultPerLetterMs);
    habits.decides = draw.time(1000, 4000);
    habits.finger_down = draw.time(80, 400);
    habits.finger_travels = draw.time(800, 2500);
    habits.prefers_face = draw.chance(0.7);
    habits.wants_slow = draw.chance(0.2);
    habits.wrong_pins = draw.chance(0.12) ? 1 : 0;
    habits.head = head_of(draw);
    return habits;
}

}  // namespace uketsuke::sim
