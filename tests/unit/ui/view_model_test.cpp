// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "firmware/flow/question_table.hpp"
#include "ui/viewmodel/view_model.hpp"

using namespace uketsuke;
using base::ErrorCode;
using flow::Action;
using flow::Session;
using flow::State;

namespace {

using Q = domain::Question;

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

TEST_CASE("another face attempt is offered until they are used up") {
    auto session = visit(State::face_refused);
    session.face_attempts = Session::kFaceAttempts - 1;
    CHECK(view(session).offers(Action::retry));
    session.face_attempts = Session::kFaceAttempts;
    CHECK_FALSE(view(session).offers(Action::retry));
    CHECK(view(session).offers(Action::choose_pin));
}

TEST_CASE("answers are in the view of the screens that show them, and in no other") {
    auto session = visit(State::consent_items);
    session.authentication = domain::Authentication{};
    session.authentication->listed[Q::prescription_choice] = {{"handle", {2026, 11, 3}, "issuer", {}}};
    session.given[Q::prescription_choice].ticked = 1;
    session.answers.items = {true, false, std::nullopt};
    session.given[Q::high_cost].chosen = 1;
    CHECK(view(session).consents == session.answers);
    CHECK(view(session).list.empty());
    session.state = State::prescription_choice;
    REQUIRE(view(session).list.size() == 1);
    CHECK(view(session).list[0] == ui::ListLine{{}, {2026, 11, 3}, "issuer", true});
    CHECK(view(session).consents == domain::ConsentAnswers{});
    for (const auto state : {State::consent, State::confirming, State::result_valid, State::take_card, State::idle}) {
        session.state = state;
        CHECK(view(session).consents == domain::ConsentAnswers{});
        CHECK(view(session).list.empty());
        CHECK(view(session).review.empty());
    }
}

TEST_CASE("no more prescriptions are shown than fit") {
    auto session = visit(State::prescription_choice);
    session.authentication = domain::Authentication{};
    auto& stored = session.authentication->listed[Q::prescription_choice];
    const auto most = static_cast<std::size_t>(row_of(Q::prescription_choice).most);
    stored.resize(most + 2);
    CHECK(view(session).list.size() == most);
    CHECK(view(session).list_goes_on);
    stored.resize(most);
    CHECK_FALSE(view(session).list_goes_on);
}

TEST_CASE("the review names the questions that were asked, by their place in the table") {
    auto session = visit(State::review);
    session.today = {2026, 11, 22};
    session.authentication =
        domain::Authentication{domain::Registration::registered, domain::CertificateState::valid, true};
    session.authentication->asks[Q::specific_disease] = true;
    session.facts.facility.asks[Q::high_cost] = true;
    std::vector<State> asked;
    for (const auto& line : view(session).review) {
        asked.push_back(line.question);
        CHECK(flow::place_of(line.question) == line.place);
    }
    CHECK(asked == std::vector{State::consent, State::specific_disease, State::high_cost});
}

TEST_CASE("a phone is known by what was read, by what was chosen, or by where it lies") {
    auto session = visit(State::reading_card);
    CHECK_FALSE(view(session).by_phone);
    session.info->medium = domain::Medium::android;
    CHECK((view(session).by_phone && view(session).android));
    session.info.reset();
    session.phone_kind = domain::Medium::iphone;
    CHECK((view(session).by_phone && !view(session).android));
    session.phone_kind.reset();
    session.card = domain::CardRef{domain::kPhoneSlot, 1};
    CHECK(view(session).by_phone);
    session.card = domain::CardRef{domain::kCardSlot, 1};
    CHECK_FALSE(view(session).by_phone);
}

TEST_CASE("the warning says how long it waits") {
    CHECK(view(visit(State::idle_warning)).seconds == 30);
    CHECK(view(visit(State::consent)).seconds == 0);
}

TEST_CASE("sound and sentence come from the state table") {
    CHECK(view(visit(State::take_card)).earcon == "take_card");
    CHECK(view(visit(State::take_card)).prompt == "prompt.take_card");
    CHECK(view(visit(State::authenticating)).prompt.empty());
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
    CHECK(ui::project(visit(State::terminal_signing), facts).simulated_terminal);
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

TEST_CASE("tries left are named where they matter") {
    CHECK(view(visit(State::pin_wrong, 2)).tries_left == 2);
    CHECK(view(visit(State::pin_entry)).tries_left == 3);
    CHECK(view(visit(State::take_card)).tries_left == 0);
}

TEST_CASE("digits, advice, language and error go through as they are") {
    auto session = visit(State::face_capture);
    session.pin_digits = 3;
    session.advice = domain::FaceAdvice::come_closer;
    session.language = flow::Language{1};
    session.error = ErrorCode::face_not_live;
    const auto seen = view(session);
    CHECK(seen.digits == 3);
    CHECK(seen.advice == domain::FaceAdvice::come_closer);
    CHECK(seen.language == flow::Language{1});
    CHECK(seen.error == ErrorCode::face_not_live);
}
