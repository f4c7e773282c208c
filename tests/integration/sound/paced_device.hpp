// SPDX-License-Identifier: Apache-2.0
// A sound device that plays exactly as much as it is told to: SDL's disk driver writes into a pipe, and can write no
// more than is read from there. So time is a count of frames, however busy the machine is.
#pragma once

#include <vector>

#include "drivers/sdl/sdl_speaker.hpp"
#include "tests/support/scratch.hpp"

namespace uketsuke::test {

class PacedDevice {
public:
    PacedDevice();
    ~PacedDevice();
    PacedDevice(const PacedDevice&) = delete;
    PacedDevice& operator=(const PacedDevice&) = delete;

    /// Both outputs are this device.
    [[nodiscard]] ui::Speaker& speaker() { return *speaker_; }
    /// The next so many frames are heard; silence until something was played.
    void play(long frames);
    /// Frames that SDL has written, also those that the pipe still has.
    [[nodiscard]] long written() const;
    /// Left sides of all that was heard.
    [[nodiscard]] const std::vector<float>& heard() const { return heard_; }

private:
    Scratch folder_;
    int pipe_ = -1;
    std::unique_ptr<drivers::sdl::SdlSpeaker> speaker_;
    std::vector<float> heard_;
};

}  // namespace uketsuke::test
