// SPDX-License-Identifier: Apache-2.0
// The port to what is heard: a loudspeaker and headphones, on each of which words, earcons and a tone play on top of
// each other. Behind it: SDL (drivers/sdl/sdl_speaker.hpp), on a thread of its own (drivers/sound/speaker_thread.hpp),
// or nothing but memory (ui/voice/tape.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "firmware/base/error.hpp"

namespace uketsuke::ui {

namespace voice {
struct FaceTone;
}

/// A sound of one channel.
struct Samples {
    int rate = 24000;  ///< a second; what a speaker plays has this one
    std::vector<std::int16_t> values;
    bool operator==(const Samples&) const = default;
};

enum class Output : std::uint8_t { loudspeaker, headphones };
constexpr int kOutputCount = 2;

/// What plays on one is replaced without a change to the other.
enum class Track : std::uint8_t { words, earcon };
constexpr int kTrackCount = 2;

struct Play {
    Output output = Output::loudspeaker;
    Track track = Track::words;
    Samples samples;     ///< none: silence
    double volume = 1;   ///< 0 … 1, of what the output can
    bool after = false;  ///< once what plays on the track has come to its end, in place of what was to come then
    /// Makes the samples in place of those above, on the thread that plays them: it may wait for a disk.
    std::function<Samples()> make = {};
};
/// Its samples, made now where they were not.
inline Samples made(const Play& play) { return play.make ? play.make() : play.samples; }

/// Used by one thread at a time.
class Speaker {
public:
    virtual ~Speaker() = default;
    /// Begins to play, in place of what still plays on the track (which fades within 5 ms), and returns. Errors:
    /// internal (no speaker, or samples of another rate; with the reason). It may wait for the device, and for what
    /// makes the samples, without limit: only a SpeakerThread never does.
    virtual base::Result<void> play(const Play& play) = 0;
    /// Sounds until the next one; nullptr: none any more. Errors: as above.
    virtual base::Result<void> tone(Output output, const voice::FaceTone* tone, double volume) = 0;
};

}  // namespace uketsuke::ui
