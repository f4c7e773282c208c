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
    Delay{"face", 20s, "one face attempt, then a choice"},
    Delay{"card_job", 15s, "a card dialogue; above the 10 s that a slow card may take (card facts A1)"},
    Delay{"service_job", 20s, "one question to the service; above its own deadline"},
    Delay{"decision_job", 10s, "the face decision"},
    Delay{"file_job", 10s, "writing the result"},
    Delay{"read", 45s, "time to read a result that needs the desk"},
    Delay{"glance", 2s, "time to see that all went well"},
    Delay{"goodbye", 3s, "time to see the last screen"},
    Delay{"take_card", 30s, "the card still lies there: tell staff"},
    Delay{"staff", 180s, "staff did not come, or nobody cancelled"},
};

// state, name, delay, job, person, pin, camera, busy, resume, audit
constexpr std::array kStates{
    StateRow{
        S::out_of_service, "out_of_service", "", {}, false, false, false, true, S::out_of_service, "out_of_service"},
    StateRow{S::idle, "idle", "", {}, false, false, false, false, S::idle, ""},
    StateRow{S::reading_card, "reading_card", "card_job", E::read_card, true, false, false, true, S::reading_card, ""},
    StateRow{S::card_problem, "card_problem", "read", {}, true, false, false, false, S::card_problem, "card_refused"},
    StateRow{S::choose_identity, "choose_identity", "touch", {}, true, false, false, false, S::choose_identity, ""},
    StateRow{S::pin_unusable, "pin_unusable", "touch", {}, true, false, false, false, S::pin_unusable, "pin_unusable"},
    StateRow{S::pin_entry, "pin_entry", "pin", {}, true, true, false, false, S::pin_entry, ""},
    StateRow{S::pin_last_try, "pin_last_try", "pin", {}, true, true, false, false, S::pin_entry, "pin_last_try_warned"},
    StateRow{S::pin_challenge, "pin_challenge", "service_job", E::fetch_challenge, true, true, false, true,
             S::pin_entry, ""},
    StateRow{S::pin_verifying, "pin_verifying", "card_job", E::verify_pin, true, true, false, true, S::reading_card,
             ""},
    StateRow{S::pin_wrong, "pin_wrong", "touch", {}, true, false, false, false, S::pin_wrong, "pin_wrong"},
    StateRow{S::pin_locked, "pin_locked", "touch", {}, true, false, false, false, S::pin_locked, "pin_locked"},
    StateRow{S::face_capture, "face_capture", "face", E::read_portrait, true, false, true, false, S::choose_identity,
             ""},
    StateRow{S::face_deciding, "face_deciding", "decision_job", E::decide_face, true, false, false, true,
             S::choose_identity, ""},
    StateRow{S::face_refused, "face_refused", "touch", {}, true, false, false, false, S::face_refused, "face_refused"},
    StateRow{S::face_unavailable,
             "face_unavailable",
             "touch",
             {},
             true,
             false,
             false,
             false,
             S::face_unavailable,
             "face_unavailable"},
    StateRow{S::face_challenge, "face_challenge", "service_job", E::fetch_challenge, true, false, false, true,
             S::choose_identity, ""},
    StateRow{S::face_signing, "face_signing", "card_job", E::sign_by_terminal, true, false, false, true,
             S::choose_identity, ""},
    StateRow{S::authenticating, "authenticating", "service_job", E::authenticate, true, false, false, true,
             S::choose_identity, ""},
    StateRow{S::certificate_refused,
             "certificate_refused",
             "read",
             {},
             true,
             false,
             false,
             false,
             S::certificate_refused,
             "certificate_refused"},
    StateRow{S::certificate_grace,
             "certificate_grace",
             "touch",
             {},
             true,
             false,
             false,
             false,
             S::certificate_grace,
             "certificate_grace"},
    StateRow{S::not_registered,
             "not_registered",
             "read",
             {},
             true,
             false,
             false,
             false,
             S::not_registered,
             "not_registered"},
    StateRow{S::consent, "consent", "touch", {}, true, false, false, false, S::consent, ""},
    StateRow{S::confirming, "confirming", "service_job", E::confirm, true, false, false, true, S::confirming, ""},
    StateRow{S::delivering, "delivering", "file_job", E::deliver, true, false, false, true, S::delivering, "confirmed"},
    StateRow{S::result_valid, "result_valid", "glance", {}, true, false, false, false, S::take_card, "result_valid"},
    StateRow{S::result_invalid,
             "result_invalid",
             "read",
             {},
             true,
             false,
             false,
             false,
             S::result_invalid,
             "result_invalid"},
    StateRow{S::service_failed,
             "service_failed",
             "touch",
             {},
             true,
             false,
             false,
             false,
             S::service_failed,
             "service_failed"},
    StateRow{S::confirm_failed,
             "confirm_failed",
             "touch",
             {},
             true,
             false,
             false,
             false,
             S::confirm_failed,
             "confirm_failed"},
    StateRow{S::result_undelivered,
             "result_undelivered",
             "read",
             {},
             true,
             false,
             false,
             false,
             S::result_undelivered,
             "result_undelivered"},
    StateRow{S::take_card, "take_card", "take_card", {}, true, false, false, false, S::take_card, ""},
    StateRow{S::card_left, "card_left", "", {}, true, false, false, false, S::card_left, "card_left"},
    StateRow{S::thanks, "thanks", "goodbye", {}, false, false, false, false, S::idle, ""},
    StateRow{S::staff_called, "staff_called", "staff", {}, true, false, false, false, S::idle, "staff_called"},
    StateRow{S::idle_warning, "idle_warning", "warning", {}, true, false, false, false, S::idle, ""},
};

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
