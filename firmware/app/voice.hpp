// SPDX-License-Identifier: Apache-2.0
// The keypad's keys and what is said, beside the touch screen: each scene that is shown comes by here, and each key
// goes out as the touch that it stands for. It decides nothing and knows no visit.
#pragma once

#include <optional>

#include "firmware/ports/clock.hpp"
#include "ui/voice/guide.hpp"
#include "ui/voice/keys.hpp"
#include "ui/voice/narrate.hpp"
#include "ui/voice/speech.hpp"

namespace uketsuke::app {

/// Thread-bound to the kiosk's thread.
class Voice {
public:
    /// `announce`: how often the idle screen tells that it can be heard; zero: never. All references must outlive it.
    Voice(ui::voice::Speech& speech, const ui::Languages& languages, ports::Clock& clock, base::Duration announce);

    /// This scene comes up now. Where the screens are spoken its focus is set, which shows and is to be told.
    void follow(ui::Scene& scene, bool spoken);
    /// It is on the panel: what is new on it is said.
    void tell();

    struct Answer {
        std::optional<ui::Input> touch;  ///< what the key stands for
        bool moved = false;              ///< the focus has: scene() is to be shown
    };
    Answer press(const ui::KeypadKey& key);
    /// Headphones begin a spoken visit; without them it goes on by the loudspeaker.
    Answer headphones(bool plugged);
    /// The scene that was shown last, with its focus.
    [[nodiscard]] const ui::Scene& scene() const { return guide_.scene(); }

    /// Says what is due at the clock's time.
    void tick();
    /// When tick() wants to be called next; MonoTime::max(): nothing is due.
    [[nodiscard]] base::MonoTime next_tick() const;
    [[nodiscard]] const ui::voice::Speech& speech() const { return speech_; }

private:
    using Utterance = ui::voice::Utterance;
    [[nodiscard]] bool may_press() const;
    Answer press_silent(const ui::KeypadKey& key, std::optional<ui::voice::Command> command) const;
    Answer carry_out(ui::voice::Command command);
    Answer touch_key(const ui::PinKey& key);
    Answer move(int by);
    Answer ok();
    Answer back();
    Answer change_level(ui::voice::Command command);
    [[nodiscard]] Utterance level_words(ui::voice::Command command, const ui::voice::Level& before) const;
    [[nodiscard]] Utterance sentence(std::string_view key, int n = 0) const;
    void say(Utterance utterance);
    void speak(const Utterance& utterance);
    void say_with_focus(Utterance utterance);
    void say_focus();
    void focus_heard(base::MonoTime from);

    ui::voice::Speech& speech_;
    ui::voice::Narrator narrator_;
    const ui::Languages& languages_;
    ports::Clock& clock_;
    const base::Duration announce_;
    ui::voice::Guide guide_;
    bool spoken_ = false;
    Utterance next_;                 ///< of the scene that comes up
    bool next_has_focus_ = false;    ///< it ends with the words of the focus
    Utterance last_;                 ///< to be repeated
    base::MonoTime shown_at_{};      ///< the present screen
    base::MonoTime warned_until_{};  ///< what is heard to its end
    base::MonoTime announced_at_{};
};

}  // namespace uketsuke::app
