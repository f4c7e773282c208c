// SPDX-License-Identifier: Apache-2.0
#include "state_table.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace uketsuke::flow {
namespace {

using namespace std::chrono_literals;
using S = State;
using E = EffectKind;
using D = domain::DeskNote::Kind;

constexpr std::array kDelays{
    Delay{"touch", 90s, "nobody touched the screen: ask whether somebody is still there (WCAG 2.2.1)"},
    Delay{"warning", 30s, "time to answer the idle warning"},
    Delay{"pin", 60s, "digits do not wait longer than this"},
    Delay{"phone", 60s, "time to bring the phone to its reader"},
    Delay{"face", 30s, "one face attempt with its prompts, then a choice"},
    Delay{"staff_confirm", 30s, "staff stand here: an answer that comes later may be somebody else's"},
    Delay{"card_job", 15s, "a card dialogue; above the 10 s that a slow card may take (card facts A1)"},
    Delay{"service_job", 20s, "one question to the service; above its own deadline"},
    Delay{"decision_job", 10s, "the face decision"},
    Delay{"file_job", 5s, "writing the result, counting a password's try"},
    Delay{"read", 45s, "time to read a result that needs the desk"},
    Delay{"glance", 3s, "time to see that all went well"},
    Delay{"goodbye", 3s, "time to see the last screen"},
    Delay{"take_card", 3s, "the card still lies there: say it again"},
    Delay{"take_card_reminder", 7s, "10 s: say it with more weight"},
    Delay{"take_card_urgent", 20s, "30 s: tell staff"},
    Delay{"staff", 180s, "staff did not come, or nobody cancelled"},
};

enum : unsigned { kPerson = 1, kPin = 2, kCamera = 4, kBusy = 8 };

/// What a few states have besides: digits to type, a line for the desk, a sound and a sentence.
struct Also {
    int digits = 0;
    std::optional<D> desk = {};
    std::string_view earcon = {};
    std::string_view prompt = {};
};

constexpr StateRow state(State state, std::string_view name, std::string_view delay, std::optional<EffectKind> job,
                         unsigned flags, State resume, std::string_view audit, Also also = {}) {
    return {state,
            name,
            delay,
            job,
            (flags & kPerson) != 0,
            (flags & kPin) != 0,
            (flags & kCamera) != 0,
            (flags & kBusy) != 0,
            resume,
            audit,
            also.digits,
            also.desk,
            also.earcon,
            also.prompt};
}

/// A screen of a visit that waits for a touch and comes back after a call or a warning.
constexpr StateRow question(State s, std::string_view name, std::string_view audit = {}, Also also = {}) {
    return state(s, name, "touch", {}, kPerson, s, audit, also);
}
/// A screen to read; then the card is handed back.
constexpr StateRow message(State s, std::string_view name, Also also) {
    return state(s, name, "read", {}, kPerson, s, name, also);
}

constexpr int kPin4 = static_cast<int>(domain::kPinDigits);
constexpr int kSurface14 = static_cast<int>(domain::kSurfaceNumberDigits);
constexpr Also kAdvice{0, D::advice, "attention"};

// clang-format off: one line a state
constexpr std::array kStates{
    //    state                   name                   time-out       job                  may hold, does    leads
    //    back to    journal
    state(S::out_of_service, "out_of_service", "staff", {}, kBusy, S::idle, "out_of_service", {0, D::advice}),
    state(S::idle, "idle", "", {}, 0, S::idle, ""),
    state(S::choose_phone, "choose_phone", "phone", {}, kPerson, S::choose_phone, ""),
    state(S::phone_wait, "phone_wait", "phone", {}, kPerson, S::phone_wait, "", {0, {}, {}, "prompt.phone_wait"}),
    state(S::reading_card, "reading_card", "card_job", E::read_card, kPerson | kBusy, S::idle, "",
          {0, {}, "card_sensed", "prompt.reading_card"}),
    state(S::card_problem, "card_problem", "read", {}, kPerson, S::card_problem, "card_refused",
          {0, {}, "attention", "prompt.card_problem"}),
    question(S::choose_identity, "choose_identity", "", {0, {}, {}, "prompt.choose_identity"}),
    question(S::pin_unusable, "pin_unusable", "pin_unusable"),
    question(S::accompanied, "accompanied", "accompanied"),
    state(S::pin_entry, "pin_entry", "pin", {}, kPerson | kPin, S::pin_entry, "", {kPin4, {}, {}, "prompt.pin_entry"}),
    state(S::pin_last_try, "pin_last_try", "pin", {}, kPerson | kPin, S::pin_entry, "pin_last_try_warned",
          {0, {}, "attention"}),
    state(S::pin_challenge, "pin_challenge", "service_job", E::fetch_challenge, kPerson | kPin | kBusy, S::idle, ""),
    state(S::pin_verifying, "pin_verifying", "card_job", E::verify_pin, kPerson | kPin | kBusy, S::idle, ""),
    question(S::pin_wrong, "pin_wrong", "pin_wrong", {0, {}, "attention"}),
    question(S::pin_locked, "pin_locked", "pin_locked", {0, {}, "attention"}),
    state(S::face_capture, "face_capture", "face", E::read_portrait, kPerson | kCamera, S::choose_identity, "",
          {0, {}, {}, "prompt.face_capture"}),
    state(S::surface_entry, "surface_entry", "pin", {}, kPerson | kPin, S::surface_entry, "surface_asked",
          {kSurface14}),
    state(S::surface_reading, "surface_reading", "card_job", E::read_portrait, kPerson | kPin | kBusy, S::idle, ""),
    state(S::face_deciding, "face_deciding", "decision_job", E::decide_face, kPerson | kBusy, S::idle, ""),
    question(S::face_refused, "face_refused", "face_refused", {0, {}, "attention"}),
    question(S::face_unavailable, "face_unavailable", "face_unavailable", {0, {}, "attention"}),
    state(S::staff_password, "staff_password", "pin", {}, kPerson | kPin, S::choose_identity, "",
          {domain::kLongestPassword}),
    state(S::staff_checking, "staff_checking", "file_job", E::check_staff, kPerson | kPin | kBusy, S::idle, ""),
    state(S::staff_refused, "staff_refused", "touch", {}, kPerson, S::choose_identity, "staff_refused",
          {0, D::advice, "attention"}),
    state(S::staff_confirm, "staff_confirm", "staff_confirm", {}, kPerson, S::choose_identity, "staff_accepted"),
    state(S::terminal_challenge, "terminal_challenge", "service_job", E::fetch_challenge, kPerson | kBusy, S::idle, ""),
    state(S::terminal_signing, "terminal_signing", "card_job", E::sign_by_terminal, kPerson | kBusy, S::idle, ""),
    state(S::phone_challenge, "phone_challenge", "service_job", E::fetch_challenge, kPerson | kBusy, S::idle, ""),
    state(S::phone_signing, "phone_signing", "card_job", E::sign_by_phone, kPerson | kBusy, S::idle, ""),
    state(S::authenticating, "authenticating", "service_job", E::authenticate, kPerson | kBusy, S::idle, ""),
    message(S::certificate_refused, "certificate_refused", kAdvice),
    question(S::certificate_grace, "certificate_grace", "certificate_grace"),
    message(S::not_registered, "not_registered", kAdvice),
    question(S::registration_offer, "registration_offer", "registration_offered"),
    state(S::registering, "registering", "service_job", E::register_use, kPerson | kBusy, S::idle, ""),
    question(S::registration_failed, "registration_failed", "registration_failed", kAdvice),
    question(S::certificate_notice, "certificate_notice", "certificate_notice"),
    question(S::registration_ending, "registration_ending"),
    question(S::consent, "consent", "", {0, {}, {}, "prompt.consent"}),
    question(S::consent_items, "consent_items"),
    question(S::consent_more, "consent_more"),
    question(S::specific_disease, "specific_disease"),
    question(S::high_cost, "high_cost"),
    question(S::prescription_form, "prescription_form"),
    question(S::prescription_choice, "prescription_choice"),
    question(S::review, "review"),
    state(S::confirming, "confirming", "service_job", E::confirm, kPerson | kBusy, S::idle, ""),
    state(S::delivering, "delivering", "file_job", E::deliver, kPerson | kBusy, S::idle, "confirmed"),
    state(S::result_valid, "result_valid", "glance", {}, kPerson, S::take_card, "result_valid",
          {0, {}, "done", "prompt.result_valid"}),
    state(S::result_remark, "result_remark", "read", {}, kPerson, S::result_remark, "result_valid",
          {0, D::advice, "done"}),
    message(S::result_invalid, "result_invalid", kAdvice),
    question(S::service_failed, "service_failed", "service_failed", kAdvice),
    question(S::confirm_failed, "confirm_failed", "confirm_failed", kAdvice),
    message(S::result_undelivered, "result_undelivered", kAdvice),
    message(S::guidance, "guidance", {0, D::advice}),
    state(S::take_card, "take_card", "take_card", {}, 0, S::take_card, "", {0, {}, "take_card", "prompt.take_card"}),
    state(S::take_card_reminder, "take_card_reminder", "take_card_reminder", {}, 0, S::take_card, "",
          {0, {}, "take_card", "prompt.take_card"}),
    state(S::take_card_urgent, "take_card_urgent", "take_card_urgent", {}, 0, S::take_card, "",
          {0, {}, "attention", "prompt.take_card_urgent"}),
    state(S::card_left, "card_left", "", {}, 0, S::card_left, "card_left",
          {0, D::alert, "attention", "prompt.take_card_urgent"}),
    state(S::thanks, "thanks", "goodbye", {}, 0, S::idle, "", {0, {}, {}, "prompt.thanks"}),
    state(S::staff_called, "staff_called", "staff", {}, kPerson, S::idle, "staff_called"),
    state(S::idle_warning, "idle_warning", "warning", {}, kPerson, S::idle, "",
          {0, {}, "attention", "prompt.idle_warning"}),
};
// clang-format on

constexpr bool in_order() {
    for (std::size_t i = 0; i < kStates.size(); ++i)
        if (kStates[i].state != static_cast<State>(i)) return false;
    return kStates.size() == kStateCount;
}
static_assert(in_order(), "one row for each state, in its order");

}  // namespace

std::span<const Delay> delays() { return kDelays; }
std::span<const StateRow> state_table() { return kStates; }
const StateRow& row_of(State state) { return kStates.at(static_cast<std::size_t>(state)); }

base::Duration time_out_of(State state) {
    const auto name = row_of(state).delay;
    if (name.empty()) return base::Duration::zero();
    const auto delay = std::find_if(kDelays.begin(), kDelays.end(), [&](const Delay& d) { return d.name == name; });
    assert(delay != kDelays.end());
    return delay->duration;
}

}  // namespace uketsuke::flow
