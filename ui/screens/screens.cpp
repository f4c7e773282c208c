// SPDX-License-Identifier: Apache-2.0
#include "screens.hpp"

#include "families.hpp"

namespace uketsuke::ui {

using flow::State;

Scene layout(const ViewModel& view, const Panel& panel) {
    screens::Page page(view, panel);
    switch (view.screen) {
        case State::out_of_service: return screens::out_of_service(std::move(page));
        case State::idle: return screens::idle(std::move(page));
        case State::choose_identity: return screens::choose_identity(std::move(page));
        case State::pin_entry: return screens::pin_entry(std::move(page));
        case State::face_capture: return screens::face_capture(std::move(page));
        case State::consent: return screens::consent(std::move(page));
        case State::card_problem:
        case State::result_valid:
        case State::take_card:
        case State::card_left: return screens::take_card(std::move(page));
        case State::reading_card:
        case State::pin_challenge:
        case State::pin_verifying:
        case State::face_deciding:
        case State::face_challenge:
        case State::face_signing:
        case State::authenticating:
        case State::confirming:
        case State::delivering: return screens::wait(std::move(page));
        default: return screens::notice(std::move(page));
    }
}

}  // namespace uketsuke::ui
