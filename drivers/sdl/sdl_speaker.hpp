// SPDX-License-Identifier: Apache-2.0
// Loudspeaker and headphones, by SDL2's audio (ALSA, PulseAudio, PipeWire; "disk" and "dummy" without any).
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "ui/scene/speaker.hpp"
#include "ui/voice/mixer.hpp"

namespace uketsuke::drivers::sdl {

/// A device is opened when it plays for the first time, and again after it failed: one that is plugged in later is
/// found.
class SdlSpeaker : public ui::Speaker {
public:
    /// As SDL lists them; empty: the system's own choice. The same name twice is one device with both on it.
    struct Names {
        std::string loudspeaker, headphones;
    };
    explicit SdlSpeaker(Names names = {});
    ~SdlSpeaker() override;
    SdlSpeaker(const SdlSpeaker&) = delete;
    SdlSpeaker& operator=(const SdlSpeaker&) = delete;

    base::Result<void> play(const ui::Play& asked) override;
    base::Result<void> tone(ui::Output output, const ui::voice::FaceTone* tone, double volume) override;

private:
    struct Device {
        std::string name;
        std::uint32_t id = 0;    ///< of SDL; 0: it is not open
        ui::voice::Mixer mixer;  ///< under SDL's lock of the device while that is open
    };
    Device& device_of(ui::Output output);
    static base::Result<void> open(Device& device);
    static void close(Device& device);

    std::array<Device, ui::kOutputCount> devices_;
};

}  // namespace uketsuke::drivers::sdl
