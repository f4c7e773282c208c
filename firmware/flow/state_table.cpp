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

constexpr std::array kDelays{
    Delay{"touch", 90s, "nobody touched the screen: ask whether somebody is still there (WCAG 2.2.1)"},
    Delay{"warning", 30s, "time to answer the idle warning"},
    Delay{"pin", 60s, "digits do not wait longer than this"},
    Delay{"face", 30s, "one face attempt with its prompts, then a choice"},
    Delay{"card_job", 15s, "a card dialogue; above the 10 s that a slow card may take (card facts A1)"},
    Delay{"service_job", 20s, "one question to the service; above its own deadline"},
    Delay{"decision_job", 10s, "the face decision"},
    Delay{"file_job", 5s, "writing the result"},
    Delay{"read", 45s, "time to read a result that needs the desk"},
    Delay{"glance", 2s, "time to see that all went well"},
    Delay{"goodbye", 3s, "time to see the last screen"},
    Delay{"take_card", 30s, "the card still lies there: tell staff"},
    Delay{"staff", 180s, "staff did not come, or nobody cancelled"},
};

enum : unsigned { kPerson = 1, kPin = 2, kCamera = 4, kBusy = 8 };

constexpr StateRow state(State state, std::string_view name, std::string_view delay, std::optional<EffectKind> job,
                         unsigned flags, State resume, std::string_view audit) {
    return {state,
            name,
            delay,
            job,
            (flags & kPerson) != 0,
            (flags & kPin) != 0,
            (flags & kCamera) != 0,
            (flags & kBusy) != 0,
            resume,
            audit};
}

// clang-format off: one line a state
constexpr std::array kStates{
    //    state                   name                   time-out       job                  may hold, does leads back
    //    to          journal
    state(S::out_of_service, "out_of_service", "staff", {}, kBusy, S::idle, "out_of_service"),
    state(S::idle, "idle", "", {}, 0, S::idle, ""),
    state(S::reading_card, "reading_card", "card_job", E::read_card, kPerson | kBusy, S::idle, ""),
    state(S::card_problem, "card_problem", "read", {}, kPerson, S::card_problem, "card_refused"),
    state(S::choose_identity, "choose_identity", "touch", {}, kPerson, S::choose_identity, ""),
    state(S::pin_unusable, "pin_unusable", "touch", {}, kPerson, S::pin_unusable, "pin_unusable"),
    state(S::pin_entry, "pin_entry", "pin", {}, kPerson | kPin, S::pin_entry, ""),
    state(S::pin_last_try, "pin_last_try", "pin", {}, kPerson | kPin, S::pin_entry, "pin_last_try_warned"),
    state(S::pin_challenge, "pin_challenge", "service_job", E::fetch_challenge, kPerson | kPin | kBusy, S::idle, ""),
    state(S::pin_verifying, "pin_verifying", "card_job", E::verify_pin, kPerson | kPin | kBusy, S::idle, ""),
    state(S::pin_wrong, "pin_wrong", "touch", {}, kPerson, S::pin_wrong, "pin_wrong"),
    state(S::pin_locked, "pin_locked", "touch", {}, kPerson, S::pin_locked, "pin_locked"),
    state(S::face_capture, "face_capture", "face", E::read_portrait, kPerson | kCamera, S::choose_identity, ""),
    state(S::face_deciding, "face_deciding", "decision_job", E::decide_face, kPerson | kBusy, S::idle, ""),
    state(S::face_refused, "face_refused", "touch", {}, kPerson, S::face_refused, "face_refused"),
    state(S::face_unavailable, "face_unavailable", "touch", {}, kPerson, S::face_unavailable, "face_unavailable"),
    state(S::face_challenge, "face_challenge", "service_job", E::fetch_challenge, kPerson | kBusy, S::idle, ""),
    state(S::face_signing, "face_signing", "card_job", E::sign_by_terminal, kPerson | kBusy, S::idle, ""),
    state(S::authenticating, "authenticating", "service_job", E::authenticate, kPerson | kBusy, S::idle, ""),
    state(S::certificate_refused, "certificate_refused", "read", {}, kPerson, S::certificate_refused,
          "certificate_refused"),
    state(S::certificate_grace, "certificate_grace", "touch", {}, kPerson, S::certificate_grace, "certificate_grace"),
    state(S::not_registered, "not_registered", "read", {}, kPerson, S::not_registered, "not_registered"),
    state(S::consent, "consent", "touch", {}, kPerson, S::consent, ""),
    state(S::confirming, "confirming", "service_job", E::confirm, kPerson | kBusy, S::idle, ""),
    state(S::delivering, "delivering", "file_job", E::deliver, kPerson | kBusy, S::idle, "confirmed"),
    state(S::result_valid, "result_valid", "glance", {}, kPerson, S::take_card, "result_valid"),
    state(S::result_invalid, "result_invalid", "read", {}, kPerson, S::result_invalid, "result_invalid"),
    state(S::service_failed, "service_failed", "touch", {}, kPerson, S::service_failed, "service_failed"),
    state(S::confirm_failed, "confirm_failed", "touch", {}, kPerson, S::confirm_failed, "confirm_failed"),
    state(S::result_undelivered, "result_undelivered", "read", {}, kPerson, S::result_undelivered,
          "result_undelivered"),
    state(S::take_card, "take_card", "take_card", {}, 0, S::take_card, ""),
    state(S::card_left, "card_left", "", {}, 0, S::card_left, "card_left"),
    state(S::thanks, "thanks", "goodbye", {}, 0, S::idle, ""),
    state(S::staff_called, "staff_called", "staff", {}, kPerson, S::idle, "staff_called"),
    state(S::idle_warning, "idle_warning", "warning", {}, kPerson, S::idle, ""),
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
