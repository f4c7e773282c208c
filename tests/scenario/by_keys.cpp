// SPDX-License-Identifier: Apache-2.0
#include "by_keys.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "firmware/flow/state_table.hpp"
#include "ui/voice/plain.hpp"

namespace uketsuke::tests {
namespace {

using ui::KeypadKey;
using ui::voice::Command;
using namespace std::chrono_literals;

constexpr base::Duration kSettles{20}, kLongest{180'000};
/// A person who listens has three times as long, and so has what waits for them.
constexpr int kSlower = 4;

KeypadKey key_for(Command command, bool typing) {
    for (const auto& row : ui::voice::key_table())
        if ((typing ? row.typing : row.elsewhere) == command) return row.key;
    throw std::logic_error("a command without a key");
}

/// As Player::tap() finds it.
const ui::Node* button(const ui::Scene& scene, const std::vector<std::string>& words) {
    if (words.size() == 1) return ui::find_label(scene, words[0]);
    int left = std::stoi(words[1]);
    const auto found = std::ranges::find_if(scene.nodes, [&](const ui::Node& node) {
        return node.touchable() && ui::plain(node.text) == words[0] && --left == 0;
    });
    return found == scene.nodes.end() ? nullptr : &*found;
}

/// "within 5s" is of a visit that nobody listens to.
sim::Line with_more_time(sim::Line line) {
    auto& words = line.words;
    if (words.size() < 2 || words[words.size() - 2] != "within") words.insert(words.end(), {"within", "10s"});
    if (const auto limit = sim::parse_duration(words.back()))
        words.back() = fmt::format("{}ms", kSlower * limit->count());
    return line;
}

bool is_read(const ui::Node& node) {
    const bool words = node.role == ui::Role::heading || node.role == ui::Role::text;
    return words && node.total == 0 && !node.text.empty() && node.voice.empty();
}

bool shows_the_same(const ui::Scene& a, const ui::Scene& b) {
    return !ui::voice::is_other(a, b) && a.language == b.language;
}

}  // namespace

KeysPlayer::KeysPlayer(sim::VirtualRig& rig, Ears ears, ByKeys& found)
    : rig_(rig),
      ears_(ears),
      found_(found),
      player_(rig, {.people = sim::Paths{}.people, .meanwhile = [this] { follow_transcript(); }}) {
    rig_.kiosk().watch([this](const flow::Visit&, const flow::Event& event, const flow::Step&) {
        if (const auto* tap = std::get_if<flow::Tap>(&event)) last_ = tap->action;
        taken_ += std::holds_alternative<flow::Tap>(event) || std::holds_alternative<flow::PinChanged>(event) ? 1 : 0;
        follow_transcript();
    });
}

std::optional<std::string> KeysPlayer::play(const sim::Script& script) {
    script_ = &script;
    for (const auto& line : script.lines)
        if (const auto trouble = step(line)) return sim::told(script.file, line, *trouble);
    return {};
}

KeysPlayer::Trouble KeysPlayer::step(const sim::Line& line) {
    using sim::Verb;
    switch (line.verb) {
        case Verb::golden:
        case Verb::screenshot: return {};  // of a screen without focus
        case Verb::insert: begin(); return as_written(line);
        case Verb::tap: begin(); return tap(line);
        case Verb::type: begin(); return type(line);
        case Verb::expect: {
            const bool screen = line.words[0] == "screen";
            if (screen && line.words[1] == flow::name_of(flow::State::take_card)) leave_result();
            auto trouble = as_written(screen ? with_more_time(line) : line);
            if (!trouble && screen) listen_to_screen();
            return trouble;
        }
        default: return as_written(line);
    }
}

/// A result goes on by itself, but not for a person who listens.
void KeysPlayer::leave_result() {
    const auto state = rig_.kiosk().visit().state;
    const auto delay = flow::row_of(state).delay;
    if (!delay || flow::row_of(*delay).pace != flow::Pace::result) return;
    const flow::Tap next{flow::Action::next};
    listen();
    const auto way =
        std::ranges::find_if(shown_.nodes, [&](const ui::Node& node) { return node.touch == ui::Touch{next}; });
    if (way == shown_.nodes.end() || is_private()) return;
    if (confirm(std::string(way->id))) ++found_.pressed;
}

/// The next person's visit is spoken, too.
void KeysPlayer::begin() {
    if (rig_.kiosk().visit().comfort.spoken) return;
    if (ears_ == Ears::headphones)
        rig_.kiosk().handle(ui::Input{ui::HeadphonesChanged{true}});
    else
        press(KeypadKey{KeypadKey::Name::digit, 5, true});
    pass(kSettles);
}

void KeysPlayer::pass(base::Duration time) {
    rig_.advance_until(
        [this] {
            follow_transcript();
            return false;
        },
        time);
}

void KeysPlayer::press(const KeypadKey& key) {
    rig_.kiosk().handle(ui::Input{key});
    pass(kSettles);
}

void KeysPlayer::press(Command command) { press(key_for(command, ui::voice::takes_digits(shown_))); }

void KeysPlayer::follow_transcript() {
    const auto now = rig_.kiosk().voice()->scene();
    if (!shows_the_same(shown_, now)) shown_at_ = rig_.now();
    shown_ = now;
    const auto& said = rig_.speech().transcript();
    planned_.resize(std::min(planned_.size(), said.size()));
    for (std::size_t i = 0; i < said.size(); ++i) {
        const bool known = i < planned_.size() && planned_[i].at == said[i].at && planned_[i].words == said[i].words;
        if (i == planned_.size()) planned_.push_back(said[i]);
        if (known) continue;
        planned_[i] = said[i];
        const bool aloud = said[i].output == ui::Output::loudspeaker;
        if (ears_ == Ears::headphones && aloud && rig_.kiosk().visit().comfort.spoken) fault("aloud: " + said[i].words);
    }
}

/// To the end, and until a key counts.
void KeysPlayer::listen() {
    rig_.advance_until(
        [this] {
            follow_transcript();
            return !rig_.speech().speaking();
        },
        kLongest);
    pass(ui::kDebounce);
}

/// All of it, by its place in what was said.
bool KeysPlayer::was_heard(const std::string& words) const {
    const auto& said = rig_.speech().transcript();
    for (std::size_t i = 0; i < planned_.size(); ++i) {
        const auto& whole = planned_[i];
        const auto at = whole.words.find(words);
        if (at == std::string::npos || whole.at < shown_at_) continue;
        const auto share = static_cast<double>(at + words.size()) / static_cast<double>(whole.words.size());
        if (std::min(said[i].lasts, rig_.now() - whole.at) >= share * whole.lasts) return true;
    }
    return false;
}

/// The first text of the screen that was not; nothing: all were.
std::optional<std::string> KeysPlayer::unheard(const ui::Scene& screen) const {
    for (const auto& node : screen.nodes)
        if (is_read(node) && !was_heard(ui::voice::plain(node.text))) return ui::voice::plain(node.text);
    return {};
}

void KeysPlayer::fault(const std::string& what) {
    found_.wrong.push_back(fmt::format("{} {}: {}", script_->name, shown_.screen, what));
}

/// What can be read on a screen that waits for a person is heard to its end, unless the screen is over before.
void KeysPlayer::listen_to_screen() {
    const auto& visit = rig_.kiosk().visit();
    const auto state = visit.state;
    const auto error = visit.error;
    const auto before = shown_;
    if (!visit.comfort.spoken || flow::row_of(state).busy || ears_ != Ears::headphones) return;
    bool over = false;
    rig_.advance_until(
        [&] {
            follow_transcript();
            over = !shows_the_same(before, shown_);
            return over || !rig_.speech().speaking() || !unheard(before);
        },
        kLongest);
    if (over || before.screen != flow::name_of(state)) return;
    // Before the camera the words that lead a face come first.
    if (const auto text = unheard(before); text && state != flow::State::face_capture)
        return fault("not heard: " + *text);
    found_.heard.insert(state);
    if (error && flow::row_of(state).person) ++found_.refusals[*error];
}

bool KeysPlayer::is_private() const { return ears_ == Ears::loudspeaker && !narrator_.is_focus_for_everybody(shown_); }

/// At most once round.
bool KeysPlayer::reach(const std::string& id) {
    const auto most = ui::voice::stops(shown_).size() + 1;
    for (std::size_t i = 0; i < most && shown_.focus != id; ++i) press(Command::next);
    return shown_.focus == id;
}

/// Whoever pressed before the words were heard hears them, and presses again.
bool KeysPlayer::confirm(const std::string& id) {
    for (int i = 0; i < 3; ++i) {
        const auto before = shown_;
        const int taken = taken_;
        listen();
        if (!reach(id)) return false;
        listen();
        press(Command::ok);
        if (taken_ != taken && last_) found_.actions.insert(*last_);
        if (taken_ != taken || !shows_the_same(before, shown_)) return true;
    }
    return false;
}

KeysPlayer::Trouble KeysPlayer::tap(const sim::Line& line) {
    listen();
    const auto* node = button(shown_, line.words);
    if (node == nullptr || !rig_.kiosk().visit().comfort.spoken) return as_written(line);
    const auto* digit = std::get_if<ui::PinKey>(&node->touch);
    if (digit != nullptr && digit->kind == ui::PinKey::Kind::digit) {
        press(KeypadKey{KeypadKey::Name::digit, digit->digit});
        return {};
    }
    const auto state = rig_.kiosk().visit().state;
    const auto id = node->id;
    if (!reach(id)) return fault("not reached: " + line.words[0]), sim::Problem{"a way there by keys", "none"};
    // Staff see and touch: theirs is the only time that listening does not lengthen.
    if (is_private() || state == flow::State::staff_confirm) return ++found_.by_touch, as_written(line);
    if (!confirm(id)) return sim::Problem{"a key that counts", "it does not"};
    ++found_.pressed;
    return {};
}

KeysPlayer::Trouble KeysPlayer::type(const sim::Line& line) {
    if (!rig_.kiosk().visit().comfort.spoken) return as_written(line);
    auto digits = line.words[0];
    if (digits == "staff_password") digits = sim::kStaffPassword;
    if (digits == "card_front" && rig_.held() != nullptr) digits = rig_.held()->number_b();
    listen();
    for (const char digit : digits) {
        press(KeypadKey{KeypadKey::Name::digit, digit - '0'});
        pass(ui::kBounce);
    }
    return {};
}

}  // namespace uketsuke::tests
