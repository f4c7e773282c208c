// SPDX-License-Identifier: Apache-2.0
// A speaker that nobody hears: it keeps what was played and when, and mixes that into one recording. For the demo and
// for tests; memory grows with what is played.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "face_tone.hpp"
#include "firmware/base/time.hpp"
#include "ui/scene/speaker.hpp"

namespace uketsuke::ui::voice {

/// Used by one thread.
class Tape : public Speaker {
public:
    struct Played {
        base::MonoTime at;
        Play play;
    };
    struct Toned {
        base::MonoTime at;
        Output output;
        std::optional<FaceTone> tone;
        double volume;
    };

    explicit Tape(std::function<base::MonoTime()> now) : now_(std::move(now)) {}
    base::Result<void> play(const Play& play) override;
    base::Result<void> tone(Output output, const FaceTone* tone, double volume) override;

    std::vector<Played> played;
    std::vector<Toned> tones;

private:
    std::function<base::MonoTime()> now_;
};

/// Left and right in turn, Mixer::kRate frames a second, −1 … 1: what was heard from `from` until all was silent.
std::vector<float> mixed(const Tape& tape, Output output, base::MonoTime from);

}  // namespace uketsuke::ui::voice
