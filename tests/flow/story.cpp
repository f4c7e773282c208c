// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/story.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "firmware/flow/state_table.hpp"

namespace uketsuke::flow {

using base::ErrorCode;
using base::fail;

StoryVisit::StoryVisit(std::span<const Row> rows, KioskFacts facts) : rows_(rows) {
    visit_.facts = std::move(facts);
    visit_.down = {};
    visit_.today = kToday;
    visit_.state = State::idle;
}

StoryVisit& StoryVisit::happen(const Event& event) {
    auto result = step(visit_, event, rows_);
    visit_ = std::move(result.visit);
    effects_ = std::move(result.effects);
    return *this;
}

StoryVisit& StoryVisit::lay(const domain::CardInfo& card) {
    const int slot = card.medium == domain::Medium::card ? domain::kCardSlot : domain::kPhoneSlot;
    happen(CardPresent{{slot, visit_.ticket.visit + 1}}).at(State::reading_card);
    return happen(CardRead{visit_.ticket, card, kToday});
}

StoryVisit& StoryVisit::take() {
    return visit_.card ? happen(CardRemoved{*visit_.card}) : that(false, "no card to take");
}

StoryVisit& StoryVisit::prove_by_pin() {
    tap(Action::choose_pin).at(State::pin_entry).type(4).tap(Action::confirm).at(State::pin_challenge);
    happen(ChallengeReady{visit_.ticket, {}}).at(State::pin_verifying);
    return happen(PinAnswered{visit_.ticket, domain::Tries{3}, true}).at(State::authenticating);
}

StoryVisit& StoryVisit::prove_by_face() {
    tap(Action::choose_face).at(State::face_capture);
    happen(PortraitReady{{visit_.ticket.visit, 0}, {}});
    happen(LiveReady{visit_.ticket}).at(State::face_deciding);
    happen(Decided{visit_.ticket, domain::Verdict{domain::FaceDecision::match, 0.8, 0.46, 1}});
    at(State::terminal_challenge).happen(ChallengeReady{visit_.ticket, {}}).at(State::terminal_signing);
    return happen(Signed{visit_.ticket, {}}).at(State::authenticating);
}

StoryVisit& StoryVisit::prove_by_staff() {
    tap(Action::choose_staff).at(State::staff_password).type(6).tap(Action::confirm).at(State::staff_checking);
    happen(StaffChecked{visit_.ticket, domain::StaffCheck{true, 5, 0}}).at(State::staff_confirm);
    tap(Action::confirm).at(State::terminal_challenge).happen(ChallengeReady{visit_.ticket, {}});
    return happen(Signed{visit_.ticket, {}}).at(State::authenticating);
}

StoryVisit& StoryVisit::answer(const domain::Authentication& person) {
    if (visit_.state == State::registering) return happen(Registered{visit_.ticket, person});
    return happen(Authenticated{visit_.ticket, person});
}

StoryVisit& StoryVisit::confirm(domain::Answer result) {
    at(State::confirming).happen(Confirmed{visit_.ticket, result}).at(State::delivering);
    return happen(Delivered{visit_.ticket, ""});
}

StoryVisit& StoryVisit::at(State state) {
    return that(visit_.state == state, fmt::format("in {} instead of {}", name_of(visit_.state), name_of(state)));
}

StoryVisit& StoryVisit::that(bool holds, std::string_view what) {
    if (!holds) complaints_.emplace_back(what);
    return *this;
}

Visit visit_in(State state) {
    Visit s;
    s.state = state;
    s.down = {};
    s.today = kToday;
    s.ticket = {1, 1};
    return s;
}

domain::CardInfo good_card(int tries) { return {{}, {tries}, {2028, 4, 1}, domain::Medium::card}; }

domain::Authentication good_person(bool ask_consent) {
    domain::Authentication person;
    person.registration = domain::Registration::registered;
    person.certificate = domain::CertificateState::valid;
    person.ask_consent = ask_consent;
    return person;
}

std::vector<std::string> tell(const Story& story, std::span<const Row> rows) {
    StoryVisit visit(rows, story.facts);
    story.tell(visit);
    return visit.complaints();
}

}  // namespace uketsuke::flow
