// SPDX-License-Identifier: Apache-2.0
// What the present screen must show, drawn from the session. Pure: no text, no size, no clock.
#pragma once

#include <optional>
#include <vector>

#include "firmware/flow/session.hpp"

namespace uketsuke::ui {

/// What is constant for a running program.
struct Facts {
    bool simulated = false;           ///< the hardware is simulated: a mark stays on the screen
    bool simulated_terminal = false;  ///< the face way signs by a simulated terminal authentication: it says so
    bool operator==(const Facts&) const = default;
};

constexpr int kSteps = 4;  ///< card, identity, consent, reception

struct ViewModel {
    flow::State screen = flow::State::out_of_service;
    flow::Language language = flow::Language::ja;
    int step = 0;        ///< 1 … kSteps; 0: no visit
    int tries_left = 0;  ///< of the card's PIN
    int digits = 0;      ///< typed
    std::optional<domain::FaceAdvice> advice;
    std::optional<base::ErrorCode> error;  ///< what the screen explains
    std::vector<base::ErrorCode> causes;   ///< why the kiosk is out of service
    bool offer_face = false;
    bool offer_pin = false;
    bool offer_retry = false;
    bool finished = false;      ///< the clinic has the result
    bool staff_on_way = false;  ///< called while the kiosk works: one call is enough
    bool simulated = false;
    bool simulated_terminal = false;  ///< on screens of the face way only

    bool operator==(const ViewModel&) const = default;
};

ViewModel project(const flow::Session& session, const Facts& facts);

}  // namespace uketsuke::ui
