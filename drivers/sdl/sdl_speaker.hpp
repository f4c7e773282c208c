// SPDX-License-Identifier: Apache-2.0
// The speaker, by SDL2's audio (ALSA, PulseAudio, PipeWire; "disk" and "dummy" without any).
#pragma once

#include <cstdint>

#include "ui/scene/speaker.hpp"

namespace uketsuke::drivers::sdl {

/// Opened when it plays for the first time, and again for another rate or after it failed: one that is plugged in later
/// is found.
class SdlSpeaker : public ui::Speaker {
public:
    SdlSpeaker() = default;
    ~SdlSpeaker() override;
    SdlSpeaker(const SdlSpeaker&) = delete;
    SdlSpeaker& operator=(const SdlSpeaker&) = delete;

    base::Result<void> play(const ui::Samples& samples, double volume) override;

private:
    base::Result<void> open(int rate);
    void close();

    std::uint32_t device_ = 0;  ///< of SDL; 0: none is open
    int rate_ = 0;
};

}  // namespace uketsuke::drivers::sdl
