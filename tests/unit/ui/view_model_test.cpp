// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "ui/viewmodel/view_model.hpp"

using namespace uketsuke;
using base::ErrorCode;
using flow::Session;
using flow::State;

namespace {

Session visit(State state, int tries = 3) {
    Session session;
    session.state = state;
    session.down = {};
    session.face_offered = true;
    session.info = domain::CardInfo{{"00"}, {tries}, {2028, 3, 12}};
    return session;
}

ui::ViewModel view(const Session& session) { return ui::project(session, {}); }

}  // namespace

TEST_CASE("the steps go up along a visit") {
    CHECK(view(visit(State::idle)).step == 0);
    CHECK(view(visit(State::reading_card)).step == 1);
    CHECK(view(visit(State::pin_entry)).step == 2);
    CHECK(view(visit(State::face_capture)).step == 2);
    CHECK(view(visit(State::consent)).step == 3);
    CHECK(view(visit(State::result_valid)).step == ui::kSteps);
}

TEST_CASE("a call and a warning keep the step they stand in front of") {
    for (const auto state : {State::staff_called, State::idle_warning}) {
        auto session = visit(state);
        session.resume = State::consent;
        CHECK(view(session).step == 3);
    }
}

TEST_CASE("the PIN is offered while it has tries, the face while nothing speaks against it") {
    CHECK(view(visit(State::choose_identity)).offer_pin);
    CHECK_FALSE(view(visit(State::choose_identity, 0)).offer_pin);
    CHECK(view(visit(State::choose_identity)).offer_face);
    auto faceless = visit(State::choose_identity);
    faceless.face_offered = false;
    CHECK_FALSE(view(faceless).offer_face);
    CHECK(view(visit(State::pin_wrong, 2)).tries_left == 2);
}

TEST_CASE("another face attempt is offered until they are used up") {
    auto session = visit(State::face_refused);
    session.face_attempts = Session::kFaceAttempts - 1;
    CHECK(view(session).offer_retry);
    session.face_attempts = Session::kFaceAttempts;
    CHECK_FALSE(view(session).offer_retry);
    CHECK(view(session).offer_pin);
}

TEST_CASE("out of service names every cause") {
    auto session = visit(State::out_of_service);
    session.down[0] = ErrorCode::daemon_missing;
    session.down[2] = ErrorCode::audit_unwritable;
    CHECK(view(session).causes == std::vector{ErrorCode::daemon_missing, ErrorCode::audit_unwritable});
}

TEST_CASE("a camera that the kiosk does not need is no cause") {
    auto session = visit(State::out_of_service);
    session.down[0] = ErrorCode::daemon_missing;
    session.down[1] = ErrorCode::camera_missing;
    CHECK(view(session).causes == std::vector{ErrorCode::daemon_missing, ErrorCode::camera_missing});
    session.facts.face_possible = false;
    CHECK(view(session).causes == std::vector{ErrorCode::daemon_missing});
}

TEST_CASE("a simulated terminal is named on the face way only") {
    const ui::Facts facts{.simulated = true, .simulated_terminal = true};
    CHECK(ui::project(visit(State::face_capture), facts).simulated_terminal);
    CHECK(ui::project(visit(State::face_signing), facts).simulated_terminal);
    CHECK_FALSE(ui::project(visit(State::pin_entry), facts).simulated_terminal);
    CHECK_FALSE(ui::project(visit(State::face_capture), {}).simulated_terminal);
    CHECK(ui::project(visit(State::pin_entry), facts).simulated);
}

TEST_CASE("a call while the kiosk works is shown as made, elsewhere it can be made again") {
    auto working = visit(State::authenticating);
    CHECK_FALSE(view(working).staff_on_way);
    working.staff_on_way = true;
    CHECK(view(working).staff_on_way);
    auto waiting = visit(State::consent);
    waiting.staff_on_way = true;
    CHECK_FALSE(view(waiting).staff_on_way);
}

TEST_CASE("digits, advice, language and error go through as they are") {
    auto session = visit(State::face_capture);
    session.pin_digits = 3;
    session.advice = domain::FaceAdvice::come_closer;
    session.language = flow::Language::en;
    session.error = ErrorCode::face_not_live;
    const auto seen = view(session);
    CHECK(seen.digits == 3);
    CHECK(seen.advice == domain::FaceAdvice::come_closer);
    CHECK(seen.language == flow::Language::en);
    CHECK(seen.error == ErrorCode::face_not_live);
}
