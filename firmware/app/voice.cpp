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

/// Of the announcement on the idle screen, dB SPL: nobody has asked for it.
constexpr int kQuiet = 50;

/// Of the tone before the camera, about that of its pictures.
constexpr base::Duration kLeadEvery{60};
/// So long a screen before the camera is read before words that lead the face end that: its title, by then.
constexpr base::Duration kTitle{2500};

/// A wait is told of once it has been on the panel for so long: who hears seven of them begin hears none.
constexpr base::Duration kUntoldWait{1000};

/// Who reads what was said is slower than who heard it.
constexpr base::Duration kCaptionStays{1500};

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

Voice::Voice(ui::voice::Speech& speech, const ui::Languages& languages, ports::Clock& clock, base::Duration announce)
    : speech_(speech), narrator_(languages), languages_(languages), clock_(clock), announce_(announce) {}

void Voice::follow(ui::Scene& scene, bool spoken) {
    const bool begins = spoken && !spoken_;
    if (spoken_ && !spoken) speech_.next_person();
    if (begins) guide_.leave();
    spoken_ = spoken;
    const auto before = guide_.scene();
    const bool moved = guide_.show(scene);
    const bool other = begins || ui::voice::is_other(before, scene);
    if (other) shown_at_ = clock_.mono();
    if (other || !spoken) beside_ = {};
    next_ = {};
    later_.reset();
    next_has_focus_ = other || moved;
    face(spoken && scene.screen == flow::name_of(flow::State::face_capture) && scene.front.empty());
    if (!spoken) return;
    scene.focus = guide_.scene().focus;
    if (begins) next_ = sentence("voice.begin");
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

void Voice::face(bool there) {
    if (there == face_.has_value()) return;
    face_.reset();
    if (there) face_.emplace();
    if (std::exchange(tone_, std::nullopt)) speech_.tone({});
}

/// Something is being said that the words for a face must not cut.
bool Voice::busy() const { return speech_.speaking() && !(reads_ && clock_.mono() >= shown_at_ + kTitle); }

void Voice::lead(std::optional<domain::FaceAdvice> advice, const std::optional<domain::FacePlace>& place) {
    const auto now = clock_.mono();
    if (!face_ || now < led_at_ + kLeadEvery) return;
    led_at_ = now;
    const auto told = face_->hear(advice, place, busy(), now);
    if (told.tone != tone_) speech_.tone(tone_ = told.tone);
    if (told.earcon) speech_.earcon(*told.earcon);
    if (told.words.empty()) return;
    reads_ = false;
    say(sentence(told.words));
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
    say(std::exchange(next_, {}));
    reads_ = true;
    if (counts) focus_heard(speech_.over());
}

/// Not what the loudspeaker has to keep to itself.
void Voice::focus_heard(base::MonoTime from) {
    if (speech_.output() == ui::Output::headphones || narrator_.is_focus_for_everybody(guide_.scene()))
        guide_.heard(from);
}

/// On the loudspeaker whoever listens is told that there is more.
void Voice::say(Utterance utterance) {
    last_ = utterance;
    if (speech_.output() == ui::Output::loudspeaker && is_private(utterance))
        append(utterance, sentence("voice.private"));
    speak(utterance);
    if (utterance.to_its_end) warned_until_ = speech_.over();
}

/// A focus whose words this cuts was not heard.
void Voice::speak(const Utterance& utterance) {
    if (!guide_.may_press(clock_.mono())) guide_.heard(base::MonoTime::max());
    utter(utterance);
}

void Voice::utter(const Utterance& utterance) {
    speech_.say(utterance);
    beside_ = {ui::voice::beside(utterance, guide_.scene()), clock_.mono(), speech_.over()};
}

ui::Scene Voice::scene() const {
    auto scene = guide_.scene();
    scene.caption = caption();
    return scene;
}

std::string Voice::caption() const {
    const auto line = beside_.line_at(clock_.mono());
    return line < beside_.lines.size() ? beside_.lines[line] : std::string();
}

/// The lines share the time of all words evenly; the last one stays a moment longer.
base::MonoTime Voice::Beside::end_of(std::size_t line) const {
    const auto count = static_cast<int>(lines.size());
    const auto share = (until - from) * (static_cast<int>(line) + 1) / count;
    return from + share + (line + 1 == lines.size() ? kCaptionStays : base::Duration::zero());
}

std::size_t Voice::Beside::line_at(base::MonoTime now) const {
    std::size_t line = 0;
    while (line < lines.size() && now >= end_of(line)) ++line;
    return line;
}

void Voice::say_with_focus(Utterance utterance) {
    say(std::move(utterance));
    focus_heard(speech_.over());
}

/// Its own words alone: whoever knows them need not wait for their end.
void Voice::say_focus() {
    say(narrator_.focus(guide_.scene()));
    focus_heard(clock_.mono() + ui::kDebounce);
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

/// Real keys for the digits, whoever types them; and what begins to speak.
Voice::Answer Voice::press_silent(const KeypadKey& key, std::optional<Command> command) const {
    if (command == Command::begin) return {kBegin};
    std::optional<PinKey> pad;
    if (key.name == KeypadKey::Name::digit && !key.held) pad = {PinKey::Kind::digit, key.digit};
    if (command == Command::erase) pad = {PinKey::Kind::backspace, 0};
    const auto* node = pad ? ui::voice::pad_key(guide_.scene(), *pad) : nullptr;
    return node != nullptr && may_press() ? Answer{meaning_of(*node)} : Answer{};
}

Voice::Answer Voice::carry_out(Command command) {
    switch (command) {
        case Command::previous: return move(-1);
        case Command::next: return move(1);
        case Command::ok: return ok();
        case Command::back: return back();
        case Command::erase: return touch_key({PinKey::Kind::backspace, 0});
        case Command::help: help(); return {};
        case Command::where: say_with_focus(narrator_.where(guide_.scene(), clock_.mono() - shown_at_)); return {};
        case Command::read: say(narrator_.everything(guide_.scene())); return {};
        case Command::repeat: say(last_); return {};
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
    auto words = face_ ? sentence("hear.tone") : Utterance{};
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

Voice::Answer Voice::ok() {
    if (guide_.may_press(clock_.mono())) return {meaning_of(*guide_.focus())};
    if (guide_.focus() != nullptr)
        say_focus();
    else
        say(sentence("voice.nothing_here"));
    return {};
}

Voice::Answer Voice::back() {
    if (const auto* node = ui::voice::way_back(guide_.scene())) return {meaning_of(*node)};
    say(sentence("voice.no_way_back"));
    return {};
}

/// While a warning is heard to its end the words follow it: the level counts from then on.
Voice::Answer Voice::change_level(Command command) {
    const auto before = speech_.level();
    speech_.level(changed(before, command));
    tone_.reset();  // and as loud as that
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
    speech_.output(plugged ? ui::Output::headphones : ui::Output::loudspeaker);
    tone_.reset();  // the other output has none yet
    if (plugged && !spoken_) return {kBegin};
    if (plugged)
        say_with_focus(narrator_.screen(guide_.scene()));
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
    if (face_) return led_at_ + kLeadEvery;
    const auto line = beside_.line_at(clock_.mono());
    const auto caption_ends = line < beside_.lines.size() ? beside_.end_of(line) : base::MonoTime::max();
    return std::min({announce_at(), caption_ends, later_.value_or(base::MonoTime::max())});
}

base::MonoTime Voice::announce_at() const {
    const bool idle = !spoken_ && guide_.scene().screen == flow::name_of(flow::State::idle);
    return idle && announce_ > base::Duration::zero() ? announced_at_ + announce_ : base::MonoTime::max();
}

void Voice::tick() {
    if (later_ && clock_.mono() >= *later_) say_next();
    if (clock_.mono() < announce_at()) return;
    announced_at_ = clock_.mono();
    speech_.next_person();
    const auto usual = speech_.level();
    speech_.level({kQuiet, usual.rate_percent});
    utter(sentence("voice.idle"));
    speech_.level(usual);
}

}  // namespace uketsuke::app
