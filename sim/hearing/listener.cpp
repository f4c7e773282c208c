// SPDX-License-Identifier: Apache-2.0
#include "listener.hpp"

#include <algorithm>
#include <cmath>

namespace uketsuke::sim {
namespace {

/// Metres and degrees a second.
constexpr double kSideways = 0.25, kUpwards = 0.2, kForwards = 0.3, kTurning = 60;
/// Of the answer to one sound: at least, and on top where the sound says that it is far.
constexpr double kStepSide = 0.04, kStepSideMore = 0.16, kStepUp = 0.04, kStepUpMore = 0.10;
constexpr double kStepAway = 0.10, kStepTurn = 8, kStepTurnMore = 12, kStepWords = 0.10, kSearch = 0.15;
/// Knees bend far, nobody grows.
constexpr double kDown = 0.30, kUp = 0.08, kNearest = 0.2;

double drawn(std::mt19937& random, double low, double high) {
    return std::uniform_real_distribution<>(low, high)(random);
}

double towards(double now, double aim, double most) { return now + std::clamp(aim - now, -most, most); }

}  // namespace

Newcomer draw_newcomer(std::uint32_t seed) {
    std::mt19937 random(seed);
    Newcomer person;
    person.stance = {.right = drawn(random, -0.30, 0.30),
                     .up = drawn(random, -0.12, 0.12),
                     .away = drawn(random, 0.35, 0.85),
                     .turn = drawn(random, -20, 20)};
    person.ears.reaction = base::Duration(std::lround(drawn(random, 400, 1200)));
    person.ears.step = drawn(random, 0.5, 1.6);
    return person;
}

Listener::Listener(const Newcomer& person, std::uint32_t seed)
    : ears_(person.ears),
      random_(seed),
      natural_up_(person.stance.up),
      first_right_(seed % 2 == 0),
      stance_(person.stance),
      aim_(person.stance) {}

bool Listener::chance(double share) { return drawn(random_, 0, 1) < share; }

void Listener::hear(const std::optional<ui::voice::FaceTone>& tone, base::MonoTime now) {
    heard_.push_back({now + ears_.reaction, tone, {}});
}

void Listener::hear(const std::string& words, base::MonoTime now) {
    heard_.push_back({now + ears_.reaction, {}, words});
}

/// Which way, −1 or 1: the nearer the middle, the more often the wrong one. 0: it stands in the middle.
double Listener::understood(double sound, double wrong) {
    if (sound == 0) return 0;
    return std::copysign(1.0, sound) * (chance(wrong * (1 - std::abs(sound))) ? -1 : 1);
}

/// One decision, on what is heard at that moment, with its errors.
void Listener::follow(const ui::voice::FaceTone& tone) {
    if (tone == ui::voice::kNotSeen) return search();
    searches_ = 0;
    aim_ = stance_;
    if (tone.beats == 0) return;
    const double side = understood(tone.place, ears_.wrong_side), far = std::abs(tone.place);
    if (tone.turn)
        aim_.turn -= side * ears_.step * (kStepTurn + kStepTurnMore * far);
    else
        aim_.right += side * ears_.step * (kStepSide + kStepSideMore * far);
    const double pitch = std::log2(tone.hertz / 440), up = understood(pitch, ears_.wrong_pitch);
    aim_.up += up * ears_.step * (kStepUp + kStepUpMore * std::abs(pitch));
    if (tone.beats != 4) aim_.away += (tone.beats > 4 ? 1 : -1) * ears_.step * kStepAway;
}

void Listener::follow(const std::string& words) {
    const double right = chance(ears_.wrong_words) ? -1 : 1;
    const double step = kStepWords * ears_.step;
    if (words == "hear.right") aim_.right = stance_.right + right * step;
    if (words == "hear.left") aim_.right = stance_.right - right * step;
    if (words == "hear.up") aim_.up = stance_.up + step;
    if (words == "hear.down") aim_.up = stance_.up - step;
    if (words == "advice.come_closer") aim_.away = stance_.away - step;
    if (words == "advice.move_back") aim_.away = stance_.away + step;
    if (words == "hear.turn_right") aim_.turn = stance_.turn - right * kStepTurn * ears_.step;
    if (words == "hear.turn_left") aim_.turn = stance_.turn + right * kStepTurn * ears_.step;
}

/// To one side, then farther to the other, until something else is heard.
void Listener::search() {
    if (std::abs(stance_.right - aim_.right) > 0.01 && searches_ > 0) return;
    ++searches_;
    aim_.right = stance_.right + (first_right_ == (searches_ % 2 == 1) ? 1 : -1) * kSearch * searches_;
}

/// A decision at most each reaction time: nobody decides anew while still moving on the last.
void Listener::react(base::MonoTime now) {
    while (!heard_.empty() && heard_.front().at <= now) {
        const auto heard = heard_.front();
        heard_.pop_front();
        if (!heard.words.empty())
            follow(heard.words);
        else
            tone_ = heard.tone;
    }
    if (!tone_ || now - decided_ < ears_.reaction) return;
    decided_ = now;
    follow(*tone_);
}

void Listener::move(double seconds) {
    stance_.right = towards(stance_.right, aim_.right, kSideways * seconds);
    stance_.up = towards(stance_.up, std::clamp(aim_.up, natural_up_ - kDown, natural_up_ + kUp), kUpwards * seconds);
    stance_.away = towards(stance_.away, std::max(aim_.away, kNearest), kForwards * seconds);
    stance_.turn = towards(stance_.turn, aim_.turn, kTurning * seconds);
}

Stance Listener::at(base::MonoTime now) {
    if (now_) move(std::chrono::duration<double>(now - *now_).count());
    now_ = now;
    react(now);
    auto seen = stance_;
    const double seconds = std::chrono::duration<double>(now.time_since_epoch()).count();
    seen.right += ears_.sway * std::sin(2.1 * seconds);
    seen.away += ears_.sway * std::sin(1.3 * seconds + 1);
    return seen;
}

}  // namespace uketsuke::sim
