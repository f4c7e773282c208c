// SPDX-License-Identifier: Apache-2.0
#include "view_model.hpp"

#include "firmware/flow/state_table.hpp"

namespace uketsuke::ui {
namespace {

using flow::State;

int step_of(State state) {
    switch (state) {
        case State::out_of_service:
        case State::idle:
        case State::thanks: return 0;
        case State::reading_card:
        case State::card_problem: return 1;
        case State::choose_identity:
        case State::pin_unusable:
        case State::pin_entry:
        case State::pin_last_try:
        case State::pin_challenge:
        case State::pin_verifying:
        case State::pin_wrong:
        case State::pin_locked:
        case State::face_capture:
        case State::face_deciding:
        case State::face_refused:
        case State::face_unavailable:
        case State::face_challenge:
        case State::face_signing:
        case State::authenticating:
        case State::service_failed: return 2;
        case State::certificate_refused:
        case State::certificate_grace:
        case State::not_registered:
        case State::consent: return 3;
        default: return 4;
    }
}

bool face_way(State state) {
    return state == State::face_capture || state == State::face_deciding || state == State::face_challenge ||
           state == State::face_signing;
}

std::vector<base::ErrorCode> causes_of(const flow::Session& session) {
    std::vector<base::ErrorCode> causes;
    for (int i = 0; i < flow::kDeviceCount; ++i)
        if (const auto& why = session.down[static_cast<std::size_t>(i)]; why && session.needs(flow::Device(i)))
            causes.push_back(*why);
    return causes;
}

bool retry_offered(const flow::Session& session) {
    if (session.state == State::face_refused) return session.face_retry();
    return session.state == State::pin_wrong || session.state == State::service_failed ||
           session.state == State::confirm_failed;
}

}  // namespace

ViewModel project(const flow::Session& session, const Facts& facts) {
    // A call and a warning stand in front of a step: the bar keeps showing where the visit is.
    const bool interrupted = session.state == State::staff_called || session.state == State::idle_warning;
    ViewModel view;
    view.screen = session.state;
    view.language = session.language;
    view.step = step_of(interrupted ? session.resume : session.state);
    view.tries_left = session.info ? session.info->pin.left : 0;
    view.digits = session.pin_digits;
    view.advice = session.advice;
    view.error = session.error;
    view.causes = causes_of(session);
    view.offer_face = session.face_retry();
    view.offer_pin = session.pin_usable();
    view.offer_retry = retry_offered(session);
    view.finished = session.finished;
    view.staff_on_way = session.staff_on_way && flow::row_of(session.state).busy;
    view.simulated = facts.simulated;
    view.simulated_terminal = facts.simulated_terminal && face_way(session.state);
    return view;
}

}  // namespace uketsuke::ui
