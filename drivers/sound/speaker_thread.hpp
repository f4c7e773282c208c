// SPDX-License-Identifier: Apache-2.0
// A speaker on a thread of its own, which also reads what is to be played: neither a sound device nor a disk that hangs
// holds up the screen or the end of the program.
#pragma once

#include <memory>
#include <thread>

#include "ui/scene/speaker.hpp"

namespace uketsuke::drivers::sound {

class SpeakerThread : public ui::Speaker {
public:
    explicit SpeakerThread(std::unique_ptr<ui::Speaker> speaker);
    /// Waits half a second for a device or a disk that hangs. Then thread and speaker stay behind until the program
    /// ends.
    ~SpeakerThread() override;
    SpeakerThread(const SpeakerThread&) = delete;
    SpeakerThread& operator=(const SpeakerThread&) = delete;

    /// At once. While one of them hangs the newest of each track is kept and no other. Errors: of the last one that was
    /// tried, told once.
    base::Result<void> play(const ui::Play& play) override;
    base::Result<void> tone(ui::Output output, const ui::voice::FaceTone* tone, double volume) override;

private:
    struct State;
    static void work(State& state);
    std::shared_ptr<State> state_;
    std::thread thread_;
};

}  // namespace uketsuke::drivers::sound
