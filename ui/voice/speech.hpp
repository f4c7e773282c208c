// SPDX-License-Identifier: Apache-2.0
// Says what it is told to: puts the recordings together, plays them on the speaker, knows when it will be over, and
// writes down what was said. What the present output must not say it leaves out.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "clips.hpp"
#include "earcons.hpp"
#include "face_tone.hpp"
#include "firmware/base/time.hpp"
#include "levels.hpp"
#include "recipe.hpp"
#include "ui/scene/speaker.hpp"
#include "utterance.hpp"

namespace uketsuke::ui::voice {

/// One thing that was heard: for tests, captions and the demo.
struct Said {
    base::MonoTime at;
    base::Duration lasts;  ///< shorter than planned when something else cut it
    Output output;
    std::string words;  ///< as on the screen, plain; empty: an earcon
    std::optional<Earcon> earcon = {};
    std::vector<std::string> unspoken = {};  ///< pieces of the words that no recording has
};

/// What is being said of an utterance, on the present output.
struct Saying {
    std::vector<Spoken> parts;  ///< none: nothing of it
    base::MonoTime from{}, until{};
};

/// How loud words are at full gain, dB SPL, and what staff allow of the loudspeaker.
struct Outputs {
    int headphones = 100;
    int loudspeaker = 85;
    double loudspeaker_share = 1;  ///< 0 … 1
};

/// Used by one thread. What it is given must outlive it. A speaker that fails is told once in the log; what is said is
/// written down all the same.
class Speech {
public:
    using Now = std::function<base::MonoTime()>;
    /// `start`: what a person begins with.
    Speech(const Clips& clips, Speaker& speaker, Now now, Outputs outputs = {}, Level start = {});

    /// Cuts what is being said, at once; what is to be heard to its end is not cut: this one follows it, in place of
    /// another that was to follow. Parts that only headphones may say are left out on the loudspeaker. After an earcon
    /// words begin when that is over. Waits for no disk: recordings are read where they are played.
    Saying say(const Utterance& utterance);
    void earcon(Earcon earcon);
    /// Until the next; nothing: none any more.
    void tone(std::optional<FaceTone> tone);
    /// Ends everything that sounds, also what is to be heard to its end.
    void silence();
    /// Silence, and the level a person begins with; forgets what was said.
    void next_person();

    /// What is being said on the other output ends.
    void output(Output output);
    [[nodiscard]] Output output() const { return output_; }
    /// Counts for what is said from now on.
    void level(Level level) { level_ = level; }
    [[nodiscard]] Level level() const { return level_; }
    void loudspeaker_share(double share) { outputs_.loudspeaker_share = share; }

    [[nodiscard]] bool speaking() const { return now_() < over(); }
    /// When the last word will have been said; in the past: nothing is being said.
    [[nodiscard]] base::MonoTime over() const { return over_; }
    /// Since the person began.
    [[nodiscard]] const std::vector<Said>& transcript() const { return said_; }

private:
    [[nodiscard]] bool may_say(const Spoken& spoken) const;
    std::vector<Spoken> no_voice_for(const std::string& language);
    std::vector<Spoken> sayable(const Utterance& utterance);
    Recipe note_down(const std::vector<Spoken>& parts, base::MonoTime from);
    void cut(base::MonoTime end);
    [[nodiscard]] double volume() const;
    void play(const Play& play);
    void note(const base::Result<void>& played);

    const Clips& clips_;
    Speaker& speaker_;
    Now now_;
    Outputs outputs_;
    Level start_, level_;
    Output output_ = Output::loudspeaker;
    base::MonoTime over_{}, earcon_over_{}, protected_until_{};
    std::vector<Said> said_;
    std::vector<std::string> told_of_;  ///< languages without recordings, of which was told
    bool speaker_failed_ = false;
};

}  // namespace uketsuke::ui::voice
