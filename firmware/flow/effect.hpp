// SPDX-License-Identifier: Apache-2.0
// What the flow wants done. The EffectRunner (firmware/app) does it and posts the outcome as an event with the ticket.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "firmware/base/time.hpp"
#include "session.hpp"

namespace uketsuke::flow {

enum class EffectKind : std::uint8_t {
    // switched by the state table, never written into a row
    set_timer,
    camera_on,
    camera_off,
    wipe_pin,
    forget,
    // jobs
    read_card,
    read_portrait,
    fetch_challenge,
    verify_pin,
    sign_by_terminal,
    sign_by_phone,
    decide_face,
    check_staff,
    authenticate,
    register_use,
    confirm,
    deliver,
    tell_desk,
};

struct Effect {
    EffectKind kind;
    domain::Ticket ticket;
    std::optional<base::Duration> after;          ///< set_timer
    std::optional<domain::CardRef> card;          ///< card jobs
    std::optional<domain::Tries> expected_tries;  ///< verify_pin
    bool typed = false;                           ///< read_portrait: the printed digits are in the PinBuffer
    std::optional<domain::Choices> choices;       ///< confirm
    std::optional<domain::DeskNote> note;         ///< tell_desk

    bool operator==(const Effect&) const = default;
};
using Effects = std::vector<Effect>;

std::string_view name_of(EffectKind kind);

}  // namespace uketsuke::flow
