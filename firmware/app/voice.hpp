// SPDX-License-Identifier: Apache-2.0
// The keypad's keys and what is said, beside the touch screen: each scene that is shown comes by here, and each key
// goes out as the touch that it stands for. It decides nothing and knows no visit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "announcements.hpp"
#include "captions.hpp"
#include "face_lead.hpp"
#include "firmware/ports/clock.hpp"
#include "ui/voice/guide.hpp"
#include "ui/voice/keys.hpp"
#include "ui/voice/narrate.hpp"
#include "ui/voice/speech.hpp"

namespace uketsuke::app {

/// Thread-bound to the kiosk's thread.
class Voice {
public:
    /// `announce`: how often the idle screen tells that it can be heard; zero: never. `wordless`: there is no recording
    /// at all; keys lead through the screens by the focus that is drawn, what else would be said is written, and nobody
    /// waits for the end of words. All references must outlive it.
    Voice(ui::voice::Speech& speech, const ui::Languages& languages, ports::Clock& clock, base::Duration announce,
          bool wordless = false);

    /// This scene comes up now. Where the screens are spoken its focus is set, which shows and is to be told.
    void follow(ui::Scene& scene, bool spoken);
    /// It is on the panel: what is new on it is said.
    void tell();
    /// The sound of the screen that the kiosk is at now, whether it is shown or over at once.
    void sound(const ui::Scene& scene, bool spoken);
    /// Before the camera, by tone and words to the place where the face should be (ui/voice/face_guide.hpp); nothing on
    /// other screens. Wants to be called at the camera's rate (next_tick()). `advice`: what the flow holds; `place`: of
    /// the latest frame.
    void lead(std::optional<domain::FaceAdvice> advice, const std::optional<domain::FacePlace>& place);

    struct Answer {
        std::optional<ui::Input> touch;  ///< what the key stands for
        bool moved = false;              ///< the focus has: scene() is to be shown
    };
    Answer press(const ui::KeypadKey& key);
    /// Headphones begin a spoken visit; without them it goes on by the loudspeaker. On the idle screen, where somebody
    /// left them plugged in, any key begins.
    Answer headphones(bool plugged);
    /// A warning is being said that is heard to its end before what it warns of counts, also by touch.
    [[nodiscard]] bool warns() const { return spoken_ && clock_.mono() < warned_until_; }
    /// The scene that was shown last, with its focus and caption().
    [[nodiscard]] ui::Scene scene() const;
    /// What is being said, or was a moment ago, and stands nowhere on the screen; empty: nothing.
    [[nodiscard]] std::string caption() const;

    /// Says what is due at the clock's time.
    void tick();
    /// When tick() wants to be called next; MonoTime::max(): nothing is due.
    [[nodiscard]] base::MonoTime next_tick() const;
    [[nodiscard]] const ui::voice::Speech& speech() const { return speech_; }

private:
    using Utterance = ui::voice::Utterance;
    /// What is said again on request.
    struct Last {
        Utterance words;
        bool with_focus = false;  ///< it ends with the words of the focus
        base::MonoTime until{};
    };
    [[nodiscard]] bool may_press() const;
    [[nodiscard]] bool is_idle() const;
    Answer press_silent(const ui::KeypadKey& key, std::optional<ui::voice::Command> command) const;
    Answer carry_out(ui::voice::Command command);
    Answer touch_key(const ui::PinKey& key);
    Answer move(int by);
    Answer ok();
    Answer back();
    Answer change_level(ui::voice::Command command);
    [[nodiscard]] Utterance level_words(ui::voice::Command command, const ui::voice::Level& before) const;
    [[nodiscard]] Utterance sentence(std::string_view key, int n = 0) const;
    [[nodiscard]] base::MonoTime announce_at() const;
    void announce();
    void begin();
    void end();
    [[nodiscard]] bool busy() const;
    void add_card_words();
    void help();
    void say_unplugged();
    void say(Utterance utterance, bool with_focus = false);
    void say_last(Utterance before = {});
    void say_next();
    void speak(const Utterance& utterance);
    void utter(const Utterance& utterance);
    void say_focus();
    [[nodiscard]] base::MonoTime heard_at() const;
    void focus_heard();

    ui::voice::Speech& speech_;
    ui::voice::Narrator narrator_;
    ports::Clock& clock_;
    const bool wordless_;
    ui::voice::Guide guide_;
    bool spoken_ = false, plugged_ = false;
    Utterance next_;                       ///< of the scene that comes up
    bool next_has_focus_ = false;          ///< it ends with the words of the focus
    std::optional<base::MonoTime> later_;  ///< when next_ is said
    Last last_;
    base::MonoTime shown_at_{};      ///< the present screen
    base::MonoTime warned_until_{};  ///< what is heard to its end
    base::MonoTime naming_until_{};  ///< the focus's own words, and no others, are being said
    Announcements announcements_;
    Captions captions_;
    FaceLead lead_;
    std::string sounded_;  ///< the screen of the last sound()
    bool reads_ = false;   ///< what is being said is the screen's own, and nobody asked for it
};

}  // namespace uketsuke::app
