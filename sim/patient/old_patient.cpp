// SPDX-License-Identifier: Apache-2.0
#include "old_patient.hpp"

#include <algorithm>

#include "firmware/base/utf8.hpp"

namespace uketsuke::sim {
namespace {

using base::Duration;
using flow::Action;
using flow::State;
using namespace std::chrono_literals;

constexpr auto kLongest = 30min;
constexpr auto kGlance = 500ms;  ///< to see that the screen is another one
constexpr int kFaceAttempts = 2;

/// What whoever wants to be done says, where it is offered; the first that is there.
constexpr Action kLeadsOn[]{Action::continue_visit, Action::agree_all, Action::agree,       Action::confirm,
                            Action::retry,          Action::next,      Action::choose_face, Action::choose_pin};

std::size_t letters_of(std::string_view text) {
    std::size_t count = 0;
    while (!text.empty() && base::take_letter(text)) ++count;
    return count;
}

std::size_t letters_on(const ui::Scene& scene) {
    std::size_t count = 0;
    for (const auto& node : scene.nodes)
        if (node.role != ui::Role::rail && node.role != ui::Role::mark && node.role != ui::Role::key)
            count += letters_of(ui::plain(node.text));
    return count;
}

const ui::Node* offering(const ui::Scene& scene, Action action, int item) {
    const auto found = std::ranges::find_if(scene.nodes, [&](const ui::Node& node) {
        const auto* tap = std::get_if<flow::Tap>(&node.touch);
        return tap != nullptr && tap->action == action && (item == -1 || tap->item == item);
    });
    return found == scene.nodes.end() ? nullptr : &*found;
}

const ui::Node* key_of(const ui::Scene& scene, ui::PinKey key) {
    const auto found =
        std::ranges::find_if(scene.nodes, [&](const ui::Node& node) { return node.touch == ui::Touch(key); });
    return found == scene.nodes.end() ? nullptr : &*found;
}

}  // namespace

base::Result<Stay> OldPatient::check_in() {
    stay_ = {};
    if (auto held = rig_.hold(person_); !held) return base::fail(held.error());
    if (auto looks = rig_.look(person_.key); !looks) return base::fail(looks.error());
    const auto came = rig_.now();
    read();
    if (habits_.wants_slow) choose_comfort();
    if (auto laid = rig_.insert(domain::kCardSlot); !laid) return base::fail(laid.error());
    on_card_ = true;
    while (rig_.now() - came < kLongest && !(visit().state == State::idle && !on_card_)) {
        note();
        read();
        act();
    }
    stay_.took = rig_.now() - came;
    if (!stay_.checked_in) stay_.stuck = screen();
    return stay_;
}

std::string OldPatient::screen() const {
    return std::string(flow::name_of(visit().state)) + (scene().front.empty() ? "" : "+" + scene().front);
}

/// Small steps, so that the press knows each screen when it comes up.
void OldPatient::pass(Duration time) {
    for (const auto end = rig_.now() + time; rig_.now() < end;) {
        const auto now = screen();
        rig_.advance_until([&] { return screen() != now; }, end - rig_.now());
        press_.show(scene());
        press_.shown(rig_.now());
        note();
    }
}

void OldPatient::note() {
    const auto now = screen();
    if (now == shown_) return;
    shown_ = now;
    const auto& v = visit();
    if (v.state == State::pin_wrong || v.state == State::pin_locked) ++stay_.wrong_pins;
    if (v.state == State::face_capture) ++stay_.face_attempts;
    if (v.state == State::staff_called || v.state == State::card_left) stay_.stuck = now;
    if (v.state == State::result_valid || v.state == State::result_remark) {
        stay_.checked_in = stay_.stuck.empty();
        stay_.way = v.way;
        stay_.slow = v.comfort.slow;
    }
}

/// Only what has not been read yet. While the kiosk works, or the camera looks, one waits.
void OldPatient::read() {
    press_.show(scene());
    press_.shown(rig_.now());
    if (row_of(visit().state).busy || visit().state == State::face_capture) return pass(kGlance);
    if (screen() == read_) return pass(habits_.decides);
    const auto now = read_ = screen();
    const auto letters = static_cast<Duration::rep>(letters_on(scene()));
    pass(habits_.per_letter * letters + habits_.decides);
    if (screen() != now) read_.clear();  // it went away meanwhile
}

void OldPatient::act() {
    if (!scene().front.empty()) {  // opened by a finger beside
        if (!want(Action::comfort, flow::kComfortDone)) want(Action::language, 0);
        return;
    }
    switch (visit().state) {
        case State::choose_identity:
        case State::pin_wrong:
        case State::pin_locked:
        case State::face_refused:
        case State::face_unavailable: return choose_way();
        case State::pin_entry: return type_pin();
        case State::face_capture: return;  // looks, and does what it says
        case State::accompanied:
        case State::look_away:
        case State::consent_items:
        case State::consent_more:
        case State::number_b_entry: want(Action::back); return;
        case State::staff_called: want(Action::cancel_call); return;
        case State::take_card:
        case State::take_card_reminder:
        case State::take_card_urgent:
        case State::card_left:
        case State::card_problem:
            rig_.remove(domain::kCardSlot);
            on_card_ = false;
            return;
        case State::idle: on_card_ = false; return;
        default:
            for (const auto action : kLeadsOn)
                if (want(action)) return;
    }
}

void OldPatient::choose_comfort() {
    if (!want(Action::comfort, flow::kWhichComfort)) return;
    read();
    for (const auto choice : {flow::ComfortChoice::large, flow::ComfortChoice::slow})
        want(Action::comfort, static_cast<int>(choice));
    want(Action::comfort, flow::kComfortDone);
}

void OldPatient::choose_way() {
    const bool face = habits_.prefers_face ? stay_.face_attempts < kFaceAttempts
                                           : visit().state == State::pin_locked || stay_.wrong_pins >= 2;
    const auto first = face ? Action::choose_face : Action::choose_pin;
    const auto other = face ? Action::choose_pin : Action::choose_face;
    if (face && want(Action::choose_face)) return;
    if (want(Action::retry) || want(first) || want(other)) return;
    want(Action::end_visit);
}

/// Looks at the dots after each digit: one too many is seen and taken back, a wrong one is not.
void OldPatient::type_pin() {
    auto pin = person_.pin;
    if (stay_.wrong_pins < habits_.wrong_pins) pin.back() = pin.back() == '9' ? '0' : static_cast<char>(pin.back() + 1);
    const auto dots = static_cast<std::size_t>(visit().pin_digits);
    if (dots == 0) typed_ = 0;
    if (dots > typed_) return touch_key(ui::PinKey::Kind::backspace, 0);
    typed_ = dots;
    if (typed_ == pin.size()) {
        want(Action::confirm);
        return;
    }
    touch_key(ui::PinKey::Kind::digit, pin[typed_] - '0');
    typed_ = std::min(typed_ + 1, static_cast<std::size_t>(visit().pin_digits));
}

void OldPatient::touch_key(ui::PinKey::Kind kind, int digit) {
    if (const auto* key = key_of(scene(), {kind, digit})) touch(*key);
}

bool OldPatient::want(Action action, int item) {
    const auto* node = offering(scene(), action, item);
    if (node == nullptr) return false;
    touch(*node);
    return true;
}

void OldPatient::touch(const ui::Node& node) {
    const auto meant = node;  // it goes with its scene
    const auto before = screen();
    pass(habits_.finger_travels);
    if (screen() != before) return;  // it has gone on by itself
    finger(meant);
    if (std::uniform_real_distribution<>(0, 1)(random_) < habits_.doubles) {
        pass(Duration{150 + static_cast<Duration::rep>(random_() % 200)});
        finger(meant);
    }
    pass(kGlance);
}

void OldPatient::finger(const ui::Node& node) {
    const double x = node.rect.x + node.rect.w / 2 + offset(), y = node.rect.y + node.rect.h / 2 + offset();
    ++stay_.touches;
    press_.down(x, y, rig_.now());
    pass(habits_.finger_down);
    handle(press_.up(x, y, rig_.now()), node);
}

void OldPatient::handle(const std::optional<ui::Input>& input, const ui::Node& meant) {
    if (!input) {
        ++stay_.beside;
        return;
    }
    const auto* tap = std::get_if<flow::Tap>(&*input);
    const auto* key = std::get_if<ui::PinKey>(&*input);
    const bool as_meant =
        (tap != nullptr && meant.touch == ui::Touch(*tap)) || (key != nullptr && meant.touch == ui::Touch(*key));
    if (!as_meant) ++stay_.other;
    rig_.kiosk().handle(*input);
}

double OldPatient::offset() { return std::normal_distribution<>(0, habits_.touch_sigma_mm)(random_); }

}  // namespace uketsuke::sim
