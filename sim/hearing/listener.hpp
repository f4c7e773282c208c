// SPDX-License-Identifier: Apache-2.0
// A simulated person who does not see the screen and moves only by what is heard: after a reaction time, with errors of
// direction, without knowing where the camera is or how far a movement of the picture goes. What tone and words mean is
// known: they were explained before. All numbers are our own assumptions where no source is named; no blind person has
// tried it.
#pragma once

#include <deque>
#include <optional>
#include <random>
#include <string>

#include "stance.hpp"
#include "ui/voice/face_tone.hpp"

namespace uketsuke::sim {

/// Of one person, drawn once.
struct Ears {
    base::Duration reaction{800};  ///< from a sound to the movement that answers it: 400 … 1200 ms
    /// Shares of the decisions in which left is taken for right and up for down, where the tone stands near the middle;
    /// less farther out. Of words with a side always the same.
    double wrong_side = 0.05, wrong_pitch = 0.15, wrong_words = 0.02;
    double step = 1;      ///< how large steps are, against those that would be right: 0.5 … 1.6
    double sway = 0.006;  ///< metres to each side, without wanting it
};

/// Eyes are up to 30 cm beside the camera, up to 12 cm above or below it, 35 … 85 cm away, and look up to 20 degrees
/// past it.
struct Newcomer {
    Stance stance;
    Ears ears;
};
Newcomer draw_newcomer(std::uint32_t seed);

class Listener {
public:
    Listener(const Newcomer& person, std::uint32_t seed);

    /// What is heard from now on.
    void hear(const std::optional<ui::voice::FaceTone>& tone, base::MonoTime now);
    /// Words that have just ended: by their key.
    void hear(const std::string& words, base::MonoTime now);
    /// Where the person is now; times rise.
    Stance at(base::MonoTime now);

private:
    struct Heard {
        base::MonoTime at;  ///< of the reaction
        std::optional<ui::voice::FaceTone> tone;
        std::string words;
    };
    void react(base::MonoTime now);
    void follow(const ui::voice::FaceTone& tone);
    void follow(const std::string& words);
    void search();
    void move(double seconds);
    [[nodiscard]] bool chance(double share);
    double understood(double sound, double wrong);

    const Ears ears_;
    std::mt19937 random_;
    const double natural_up_;  ///< standing as usual
    const bool first_right_;   ///< where a search begins
    std::deque<Heard> heard_;  ///< not yet reacted to
    Stance stance_, aim_;
    std::optional<ui::voice::FaceTone> tone_;  ///< what is heard, a reaction time ago
    base::MonoTime decided_;
    std::optional<base::MonoTime> now_;
    int searches_ = 0;
};

}  // namespace uketsuke::sim
