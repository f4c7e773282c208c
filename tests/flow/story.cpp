// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/story.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "firmware/flow/state_table.hpp"

namespace uketsuke::flow {

using base::ErrorCode;
using base::fail;

Visit::Visit(std::span<const Row> rows, KioskFacts facts) : rows_(rows) {
    session_.facts = std::move(facts);
    session_.down = {};
    session_.today = kToday;
    session_.state = State::idle;
}

Visit& Visit::happen(const Event& event) {
    auto result = step(session_, event, rows_);
    session_ = std::move(result.session);
    effects_ = std::move(result.effects);
    return *this;
}

Visit& Visit::lay(const domain::CardInfo& card) {
    const int slot = card.medium == domain::Medium::card ? domain::kCardSlot : domain::kPhoneSlot;
    happen(CardPresent{{slot, session_.ticket.session + 1}}).at(State::reading_card);
    return happen(CardRead{session_.ticket, card, kToday});
}

Visit& Visit::take() { return session_.card ? happen(CardRemoved{*session_.card}) : that(false, "no card to take"); }

Visit& Visit::prove_by_pin() {
    tap(Action::choose_pin).at(State::pin_entry).type(4).tap(Action::confirm).at(State::pin_challenge);
    happen(ChallengeReady{session_.ticket, {}}).at(State::pin_verifying);
    return happen(PinAnswered{session_.ticket, domain::Tries{3}, true}).at(State::authenticating);
}

Visit& Visit::prove_by_face() {
    tap(Action::choose_face).at(State::face_capture);
    happen(PortraitReady{{session_.ticket.session, 0}, {}});
    happen(LiveReady{session_.ticket}).at(State::face_deciding);
    happen(Decided{session_.ticket, domain::Verdict{domain::FaceDecision::match, 0.8, 0.46, 1}});
    at(State::terminal_challenge).happen(ChallengeReady{session_.ticket, {}}).at(State::terminal_signing);
    return happen(Signed{session_.ticket, {}}).at(State::authenticating);
}

Visit& Visit::prove_by_staff() {
    tap(Action::choose_staff).at(State::staff_password).type(6).tap(Action::confirm).at(State::staff_checking);
    happen(StaffChecked{session_.ticket, domain::StaffCheck{true, 5, 0}}).at(State::staff_confirm);
    tap(Action::confirm).at(State::terminal_challenge).happen(ChallengeReady{session_.ticket, {}});
    return happen(Signed{session_.ticket, {}}).at(State::authenticating);
}

Visit& Visit::answer(const domain::Authentication& person) {
    if (session_.state == State::registering) return happen(Registered{session_.ticket, person});
    return happen(Authenticated{session_.ticket, person});
}

Visit& Visit::confirm(domain::Answer result) {
    at(State::confirming).happen(Confirmed{session_.ticket, result}).at(State::delivering);
    return happen(Delivered{session_.ticket, {}});
}

Visit& Visit::at(State state) {
    return that(session_.state == state, fmt::format("in {} instead of {}", name_of(session_.state), name_of(state)));
}

Visit& Visit::that(bool holds, std::string_view what) {
    if (!holds) complaints_.emplace_back(what);
    return *this;
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
    Visit visit(rows, story.facts);
    story.tell(visit);
    return visit.complaints();
}

}  // namespace uketsuke::flow
