// SPDX-License-Identifier: Apache-2.0
#include "voice.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "firmware/flow/visit.hpp"
#include "ui/scene/short_waits.hpp"
#include "ui/voice/beside.hpp"
#include "ui/voice/heard_beside.hpp"

namespace uketsuke::app {

using ui::KeypadKey;
using ui::PinKey;
using ui::voice::Command;
using ui::voice::Earcon;
using ui::voice::Hearing;
using ui::voice::Level;
using ui::voice::Utterance;

namespace {

/// So long a screen before the camera is read before words that lead the face end that: its title, by then.
constexpr base::Duration kTitle{2500};

/// A wait is told of once it has been on the panel for so long: who hears seven of them begin hears none.
constexpr base::Duration kUntoldWait{1000};

constexpr flow::Tap kBegin{flow::Action::comfort, static_cast<int>(flow::ComfortChoice::spoken)};
constexpr flow::Tap kLonger{flow::Action::comfort, static_cast<int>(flow::ComfortChoice::long_moves)};

bool changes_level(Command command) {
    return command == Command::louder || command == Command::softer || command == Command::faster ||
           command == Command::slower;
}

void append(Utterance& utterance, const Utterance& more) {
    std::ranges::copy(more.parts, std::back_inserter(utterance.parts));
}

bool is_private(const Utterance& utterance) {
    return std::ranges::any_of(utterance.parts, [](const auto& part) { return part.hearing == Hearing::headphones; });
}

Level changed(const Level& level, Command command) {
    switch (command) {
        case Command::louder: return louder(level);
        case Command::softer: return softer(level);
        case Command::faster: return faster(level);
        default: return slower(level);
    }
}

/// At the end of the range.
std::string_view last_step(Command command) {
    switch (command) {
        case Command::louder: return "level.loudest";
        case Command::softer: return "level.softest";
        case Command::faster: return "level.fastest";
        default: return "level.slowest";
    }
}

}  // namespace

Voice::Voice(ui::voice::Speech& speech, const ui::Languages& languages, ports::Clock& clock, base::Duration announce,
             bool wordless)
    : speech_(speech),
      narrator_(languages),
      clock_(clock),
      wordless_(wordless),
      announcements_(announce),
      lead_(speech) {}

/// What was announced before was to nobody, and may have been on the loudspeaker.
void Voice::begin() {
    guide_.leave();
    speech_.next_person();
    if (plugged_) speech_.output(ui::Output::headphones);
}

void Voice::end() {
    speech_.next_person();
    last_ = {};
    warned_until_ = naming_until_ = {};
}

void Voice::follow(ui::Scene& scene, bool spoken) {
    const bool begins = spoken && !spoken_;
    if (spoken_ && !spoken) end();
    if (begins) begin();
    spoken_ = spoken;
    const auto before = guide_.scene();
    const bool moved = guide_.show(scene);
    const bool other = begins || ui::voice::is_other(before, scene);
    if (other) shown_at_ = clock_.mono();
    if (other || !spoken) captions_.clear();
    next_ = {};
    later_.reset();
    next_has_focus_ = other || moved;
    lead_.set(spoken && scene.screen == flow::name_of(flow::State::face_capture) && scene.front.empty());
    if (!spoken) return;
    scene.focus = guide_.scene().focus;
    if (begins) next_ = sentence(wordless_ ? "voice.help" : "voice.begin");
    if (other) {
        const auto screen = narrator_.screen(guide_.scene());
        append(next_, screen);
        next_.to_its_end = screen.to_its_end;
        add_card_words();
    } else {
        next_ = narrator_.change(before, guide_.scene());
    }
}

/// Before the focus, which comes last.
void Voice::add_card_words() {
    Utterance words;
    for (const auto& key : ui::voice::card_words(guide_.scene())) append(words, sentence(key));
    const auto focus = static_cast<std::ptrdiff_t>(narrator_.focus(guide_.scene()).parts.size());
    next_.parts.insert(next_.parts.end() - focus, words.parts.begin(), words.parts.end());
}

void Voice::sound(const ui::Scene& scene, bool spoken) {
    const auto earcon = ui::voice::sound_of(std::exchange(sounded_, scene.screen), scene);
    if (spoken && earcon) speech_.earcon(*earcon);
}

/// Something is being said that the words for a face must not cut.
bool Voice::busy() const { return speech_.speaking() && !(reads_ && clock_.mono() >= shown_at_ + kTitle); }

void Voice::lead(std::optional<domain::FaceAdvice> advice, const std::optional<domain::FacePlace>& place) {
    const auto words = lead_.lead(advice, place, busy(), clock_.mono());
    if (words.empty()) return;
    reads_ = false;
    say(sentence(words));
}

/// What changed under a focus that was heard is to be heard, too, before a key counts.
void Voice::tell() {
    if (next_.parts.empty()) return;
    const auto now = clock_.mono();
    if (!is_wait(guide_.scene())) return say_next();
    later_ = now + kUntoldWait;
    if (now >= warned_until_) speech_.silence();
}

void Voice::say_next() {
    later_.reset();
    const bool counts = next_has_focus_ || guide_.may_press(clock_.mono());
    say(std::exchange(next_, {}), counts);
    reads_ = true;
}

base::MonoTime Voice::heard_at() const { return wordless_ ? clock_.mono() + ui::kDebounce : speech_.over(); }

/// Not what the loudspeaker has to keep to itself.
void Voice::focus_heard() {
    const bool said = speech_.output() == ui::Output::headphones || narrator_.is_focus_for_everybody(guide_.scene());
    if (wordless_ || said) guide_.heard(heard_at());
}

void Voice::say(Utterance utterance, bool with_focus) {
    last_ = {std::move(utterance), with_focus, {}};
    say_last();
}

/// Behind other words. On the loudspeaker whoever listens is told that there is more.
void Voice::say_last(Utterance before) {
    append(before, last_.words);
    before.to_its_end = last_.words.to_its_end && !wordless_;
    if (speech_.output() == ui::Output::loudspeaker && is_private(last_.words))
        append(before, sentence("voice.private"));
    speak(before);
    last_.until = speech_.over();
    if (before.to_its_end) warned_until_ = last_.until;
    if (last_.with_focus) focus_heard();
}

/// A focus whose words this cuts was not heard.
void Voice::speak(const Utterance& utterance) {
    const auto now = clock_.mono();
    if (!guide_.may_press(now) && now >= warned_until_) guide_.heard(base::MonoTime::max());
    naming_until_ = {};
    utter(utterance);
}

/// What is written is what is said, on the output that it is said on.
void Voice::utter(const Utterance& utterance) {
    auto saying = speech_.say(utterance);
    if (saying.parts.empty() && speech_.speaking()) return;  // what is heard to its end
    captions_.show(ui::voice::beside({std::move(saying.parts)}, guide_.scene()), saying.from, saying.until);
}

ui::Scene Voice::scene() const {
    auto scene = guide_.scene();
    scene.caption = caption();
    return scene;
}

std::string Voice::caption() const { return captions_.at(clock_.mono()); }

void Voice::say_focus() {
    say(narrator_.focus(guide_.scene()), true);
    naming_until_ = heard_at();
}

Utterance Voice::sentence(std::string_view key, int n) const {
    return narrator_.sentence(key, guide_.scene().language, n);
}

/// Not on a screen that has just come up, nor while a warning is heard to its end.
bool Voice::may_press() const {
    const auto now = clock_.mono();
    return now >= shown_at_ + ui::kDebounce && now >= warned_until_;
}

Voice::Answer Voice::press(const KeypadKey& key) {
    const bool typing = ui::voice::takes_digits(guide_.scene());
    const auto command = ui::voice::command_of(key, typing);
    if (!spoken_) return press_silent(key, command);
    if (command && changes_level(*command)) return change_level(*command);
    if (!may_press()) return {};
    reads_ = false;
    if (command) return carry_out(*command);
    if (key.held) return {};
    if (typing && key.name == KeypadKey::Name::digit) return touch_key({PinKey::Kind::digit, key.digit});
    speech_.earcon(Earcon::wrong_key);
    return {};
}

bool Voice::is_idle() const { return guide_.scene().screen == flow::name_of(flow::State::idle); }

/// Real keys for the digits, whoever types them; and what begins to speak: any key, where headphones wait for the next
/// person or nothing can be said aloud.
Voice::Answer Voice::press_silent(const KeypadKey& key, std::optional<Command> command) const {
    std::optional<PinKey> pad;
    if (key.name == KeypadKey::Name::digit && !key.held) pad = {PinKey::Kind::digit, key.digit};
    if (command == Command::erase) pad = {PinKey::Kind::backspace, 0};
    const auto* node = pad ? ui::voice::pad_key(guide_.scene(), *pad) : nullptr;
    if (node != nullptr) return may_press() ? Answer{meaning_of(*node)} : Answer{};
    const bool any = wordless_ || (plugged_ && is_idle());
    return command == Command::begin || (any && command) ? Answer{kBegin} : Answer{};
}

Voice::Answer Voice::carry_out(Command command) {
    switch (command) {
        case Command::previous: return move(-1);
        case Command::next: return move(1);
        case Command::ok: return ok();
        case Command::back: return back();
        case Command::erase: return touch_key({PinKey::Kind::backspace, 0});
        case Command::help: help(); return {};
        case Command::where: say(narrator_.where(guide_.scene(), clock_.mono() - shown_at_), true); return {};
        case Command::read: say(narrator_.everything(guide_.scene())); return {};
        case Command::repeat: say_last(); return {};
        case Command::longer: say(sentence("voice.longer")); return {kLonger};
        case Command::louder:
        case Command::softer:
        case Command::faster:
        case Command::slower:
        case Command::begin: break;
    }
    return {};
}

/// What the keys do; before the camera first what the tone says.
void Voice::help() {
    auto words = lead_.there() ? sentence("hear.tone") : Utterance{};
    append(words, sentence(ui::voice::takes_digits(guide_.scene()) ? "voice.help_typing" : "voice.help"));
    say(std::move(words));
}

Voice::Answer Voice::touch_key(const PinKey& key) {
    const auto* node = ui::voice::pad_key(guide_.scene(), key);
    if (node == nullptr) return {};
    speech_.earcon(Earcon::digit);
    return {meaning_of(*node)};
}

Voice::Answer Voice::move(int by) {
    if (!guide_.move(by)) {
        say(sentence("voice.nothing_here"));
        return {};
    }
    say_focus();
    return {{}, true};
}

/// What has not been said to its end begins anew, unless it is just being said.
Voice::Answer Voice::ok() {
    const auto now = clock_.mono();
    if (guide_.may_press(now)) return {meaning_of(*guide_.focus())};
    if (guide_.focus() == nullptr)
        say(sentence("voice.nothing_here"));
    else if (now >= naming_until_)
        say_focus();
    return {};
}

/// Goes to what leads back, and there it is as OK.
Voice::Answer Voice::back() {
    const auto* node = ui::voice::way_back(guide_.scene());
    if (node == nullptr) return say(sentence("voice.no_way_back")), Answer{};
    if (guide_.focus() == node) return ok();
    guide_.move_to(*node);
    say_focus();
    return {{}, true};
}

/// What was being said is said again behind it. While a warning is heard to its end the words follow it: the level
/// counts from then on.
Voice::Answer Voice::change_level(Command command) {
    if (wordless_) return speech_.earcon(Earcon::wrong_key), Answer{};
    const auto before = speech_.level();
    speech_.level(changed(before, command));
    lead_.renew();
    const auto now = clock_.mono();
    if (now >= warned_until_ && now < last_.until)
        say_last(level_words(command, before));
    else
        speak(level_words(command, before));
    return {};
}

Utterance Voice::level_words(Command command, const Level& before) const {
    const auto level = speech_.level();
    if (level == before) return sentence(last_step(command));
    const bool loudness = command == Command::louder || command == Command::softer;
    return sentence(loudness ? "level.loudness" : "level.rate",
                    loudness ? ui::voice::step_of(level.loudness) : level.rate_percent);
}

Voice::Answer Voice::headphones(bool plugged) {
    plugged_ = plugged;
    announcements_.plugged(plugged);
    speech_.output(plugged ? ui::Output::headphones : ui::Output::loudspeaker);
    lead_.renew();  // the other output has no tone yet
    if (plugged && !spoken_) return {kBegin};
    if (plugged)
        say(narrator_.screen(guide_.scene()), true);
    else if (spoken_)
        say_unplugged();
    return {};
}

/// A warning that was being heard begins anew: nothing counts before its end.
void Voice::say_unplugged() {
    auto words = sentence("voice.headphones_out");
    if (clock_.mono() < warned_until_) {
        append(words, narrator_.screen(guide_.scene()));
        words.to_its_end = true;
    }
    say(std::move(words));
}

base::MonoTime Voice::next_tick() const {
    return std::min(
        {lead_.next(), announce_at(), captions_.changes(clock_.mono()), later_.value_or(base::MonoTime::max())});
}

/// None cuts another.
base::MonoTime Voice::announce_at() const {
    if (spoken_ || wordless_ || !is_idle()) return base::MonoTime::max();
    return std::max(announcements_.next(), speech_.over());
}

void Voice::tick() {
    const auto now = clock_.mono();
    if (later_ && now >= *later_) say_next();
    if (now >= announce_at()) announce();
}

void Voice::announce() {
    const auto* made = announcements_.take(clock_.mono());
    if (made == nullptr) return;
    speech_.output(made->output);
    speech_.next_person();
    const auto usual = speech_.level();
    speech_.level({made->loudness, usual.rate_percent});
    utter(sentence(made->key));
    speech_.level(usual);
}

}  // namespace uketsuke::app
