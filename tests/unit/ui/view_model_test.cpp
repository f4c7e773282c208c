// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "firmware/flow/question_table.hpp"
#include "ui/viewmodel/view_model.hpp"

using namespace uketsuke;
using base::ErrorCode;
using flow::Action;
using flow::State;
using flow::Visit;

namespace {

using Q = domain::Question;

Visit visit_in(State state, int tries = 3) {
    Visit visit;
    visit.state = state;
    visit.down = {};
    visit.face_offered = true;
    visit.info = domain::CardInfo{{"00"}, {tries}, {2028, 3, 12}};
    return visit;
}

ui::ViewModel view(const Visit& visit) { return ui::project(visit, {}); }

}  // namespace

TEST_CASE("the steps go up along a visit") {
    CHECK(view(visit_in(State::idle)).step == 0);
    CHECK(view(visit_in(State::reading_card)).step == 1);
    CHECK(view(visit_in(State::pin_entry)).step == 2);
    CHECK(view(visit_in(State::face_capture)).step == 2);
    CHECK(view(visit_in(State::consent)).step == 3);
    CHECK(view(visit_in(State::result_valid)).step == ui::kSteps);
}

TEST_CASE("a call and a warning keep the step they stand in front of") {
    for (const auto state : {State::staff_called, State::idle_warning}) {
        auto visit = visit_in(state);
        visit.resume = State::consent;
        CHECK(view(visit).step == 3);
    }
}

TEST_CASE("another face attempt is offered until they are used up") {
    auto visit = visit_in(State::face_refused);
    visit.face_attempts = Visit::kFaceAttempts - 1;
    CHECK(view(visit).offers(Action::retry));
    visit.face_attempts = Visit::kFaceAttempts;
    CHECK_FALSE(view(visit).offers(Action::retry));
    CHECK(view(visit).offers(Action::choose_pin));
}

TEST_CASE("answers are in the view of the screens that show them, and in no other") {
    auto visit = visit_in(State::consent_items);
    visit.authentication = domain::Authentication{};
    visit.authentication->listed[Q::prescription_choice] = {{"handle", {2026, 11, 3}, "issuer", {}}};
    visit.given[Q::prescription_choice].ticked = 1;
    visit.answers.items = {true, false, std::nullopt};
    visit.given[Q::high_cost].chosen = 1;
    CHECK(view(visit).consents == visit.answers);
    CHECK(view(visit).list.empty());
    visit.state = State::prescription_choice;
    REQUIRE(view(visit).list.size() == 1);
    CHECK(view(visit).list[0] == ui::ListLine{{}, {2026, 11, 3}, "issuer", true});
    CHECK(view(visit).consents == domain::ConsentAnswers{});
    for (const auto state : {State::consent, State::confirming, State::result_valid, State::take_card, State::idle}) {
        visit.state = state;
        CHECK(view(visit).consents == domain::ConsentAnswers{});
        CHECK(view(visit).list.empty());
        CHECK(view(visit).review.empty());
    }
}

TEST_CASE("no more prescriptions are shown than fit") {
    auto visit = visit_in(State::prescription_choice);
    visit.authentication = domain::Authentication{};
    auto& stored = visit.authentication->listed[Q::prescription_choice];
    const auto most = static_cast<std::size_t>(row_of(Q::prescription_choice).most);
    stored.resize(most + 2);
    CHECK(view(visit).list.size() == most);
    CHECK(view(visit).list_goes_on);
    stored.resize(most);
    CHECK_FALSE(view(visit).list_goes_on);
}

TEST_CASE("the review names the questions that were asked, by their place in the table") {
    auto visit = visit_in(State::review);
    visit.today = {2026, 11, 22};
    visit.authentication =
        domain::Authentication{domain::Registration::registered, domain::CertificateState::valid, true};
    visit.authentication->asks[Q::specific_disease] = true;
    visit.facts.facility.asks[Q::high_cost] = true;
    std::vector<State> asked;
    for (const auto& line : view(visit).review) {
        asked.push_back(line.question);
        CHECK(flow::place_of(line.question) == line.place);
    }
    CHECK(asked == std::vector{State::consent, State::specific_disease, State::high_cost});
}

TEST_CASE("a phone is known by what was read, by what was chosen, or by where it lies") {
    auto visit = visit_in(State::reading_card);
    CHECK_FALSE(view(visit).by_phone);
    visit.info->medium = domain::Medium::android;
    CHECK((view(visit).by_phone && view(visit).android));
    visit.info.reset();
    visit.phone_kind = domain::Medium::iphone;
    CHECK((view(visit).by_phone && !view(visit).android));
    visit.phone_kind.reset();
    visit.card = domain::CardRef{domain::kPhoneSlot, 1};
    CHECK(view(visit).by_phone);
    visit.card = domain::CardRef{domain::kCardSlot, 1};
    CHECK_FALSE(view(visit).by_phone);
}

TEST_CASE("the warning says how long it waits") {
    CHECK(view(visit_in(State::idle_warning)).seconds == 30);
    CHECK(view(visit_in(State::consent)).seconds == 0);
}

TEST_CASE("sound and sentence come from the state table") {
    CHECK(view(visit_in(State::take_card)).earcon == "take_card");
    CHECK(view(visit_in(State::take_card)).prompt == "prompt.take_card");
    CHECK(view(visit_in(State::authenticating)).prompt.empty());
}

TEST_CASE("out of service names every cause") {
    auto visit = visit_in(State::out_of_service);
    visit.down[0] = ErrorCode::daemon_missing;
    visit.down[2] = ErrorCode::audit_unwritable;
    CHECK(view(visit).causes == std::vector{ErrorCode::daemon_missing, ErrorCode::audit_unwritable});
}

TEST_CASE("a camera that the kiosk does not need is no cause") {
    auto visit = visit_in(State::out_of_service);
    visit.down[0] = ErrorCode::daemon_missing;
    visit.down[1] = ErrorCode::camera_missing;
    CHECK(view(visit).causes == std::vector{ErrorCode::daemon_missing, ErrorCode::camera_missing});
    visit.facts.face_possible = false;
    CHECK(view(visit).causes == std::vector{ErrorCode::daemon_missing});
}

TEST_CASE("a simulated terminal is named on the face way only") {
    const ui::Facts facts{.simulated = true, .simulated_terminal = true};
    CHECK(ui::project(visit_in(State::face_capture), facts).simulated_terminal);
    CHECK(ui::project(visit_in(State::terminal_signing), facts).simulated_terminal);
    CHECK_FALSE(ui::project(visit_in(State::pin_entry), facts).simulated_terminal);
    CHECK_FALSE(ui::project(visit_in(State::face_capture), {}).simulated_terminal);
    CHECK(ui::project(visit_in(State::pin_entry), facts).simulated);
}

TEST_CASE("the facility's number of the patient is shown at the end, where the site wants it, and nowhere else") {
    const ui::Facts shown{.shows_reference_number = true};
    for (int i = 0; i < flow::kStateCount; ++i) {
        auto visit = visit_in(static_cast<State>(i));
        visit.answer = domain::Answer{domain::Validity::valid, {}, "0012345"};
        const bool end = visit.state == State::result_valid || visit.state == State::result_remark;
        INFO(flow::name_of(visit.state));
        CHECK(ui::project(visit, shown).reference_number == (end ? "0012345" : ""));
        CHECK(ui::project(visit, {}).reference_number.empty());
        const auto view = ui::project(visit, shown);
        if (view.answer) CHECK(view.answer->reference_number.empty());
    }
}

TEST_CASE("the number of the visit is shown from the result until nobody is there") {
    for (int i = 0; i < flow::kStateCount; ++i) {
        auto visit = visit_in(static_cast<State>(i));
        visit.number = "12";
        const auto& row = flow::row_of(visit.state);
        const bool end = visit.state == State::result_valid || visit.state == State::result_remark || !row.person;
        INFO(flow::name_of(visit.state));
        CHECK(ui::project(visit, {}).number == (end ? "12" : ""));
    }
}

TEST_CASE("a call while the kiosk works is shown as made, elsewhere it can be made again") {
    auto working = visit_in(State::authenticating);
    CHECK_FALSE(view(working).staff_on_way);
    working.staff_on_way = true;
    CHECK(view(working).staff_on_way);
    auto waiting = visit_in(State::consent);
    waiting.staff_on_way = true;
    CHECK_FALSE(view(waiting).staff_on_way);
}

TEST_CASE("tries left are named where they matter") {
    CHECK(view(visit_in(State::pin_wrong, 2)).tries_left == 2);
    CHECK(view(visit_in(State::pin_entry)).tries_left == 3);
    CHECK(view(visit_in(State::take_card)).tries_left == 0);
}

TEST_CASE("digits, advice, language and error go through as they are") {
    auto visit = visit_in(State::face_capture);
    visit.pin_digits = 3;
    visit.advice = domain::FaceAdvice::come_closer;
    visit.language = flow::Language{1};
    visit.error = ErrorCode::face_not_live;
    const auto seen = view(visit);
    CHECK(seen.digits == 3);
    CHECK(seen.advice == domain::FaceAdvice::come_closer);
    CHECK(seen.language == flow::Language{1});
    CHECK(seen.error == ErrorCode::face_not_live);
}

TEST_CASE("the idle screen tells what the clinic's settings let a patient do, and no other screen does") {
    auto visit = visit_in(State::idle);
    const ui::Service kPrescription{"prescription", "pill"}, kSubsidy{"subsidy", "paper"};
    CHECK(view(visit).services.empty());
    visit.facts.facility.pharmacy = true;
    visit.facts.facility.asks[Q::subsidy] = true;
    CHECK(view(visit).services == std::vector{kPrescription, kSubsidy});
    visit.facts.facility.pharmacy = false;
    visit.facts.facility.prescription = domain::PrescriptionSetting::both;
    CHECK(view(visit).services == std::vector{kSubsidy});
    visit.facts.facility.prescription_asked = domain::PrescriptionAsked::at_reader;
    CHECK(view(visit).services == std::vector{kPrescription, kSubsidy});
    visit.state = State::consent;
    CHECK(view(visit).services.empty());
}

TEST_CASE("digits can be read where they stand printed on a card, and nowhere else") {
    for (const auto state : base::kValuesOf<State>) {
        auto visit = visit_in(state);
        visit.digits_shown = true;
        CAPTURE(flow::name_of(state));
        const bool printed = state == State::number_b_entry || state == State::appointment_entry;
        CHECK(view(visit).digits_shown == printed);
        CHECK(view(visit).typed.empty());
    }
}
