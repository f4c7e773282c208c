// SPDX-License-Identifier: Apache-2.0
#include "question_table.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "certificate_policy.hpp"

namespace uketsuke::flow {
namespace {

using S = State;

CertificateLife life(const Session& s) {
    return s.info && s.authentication ? certificate_life(*s.info, s.authentication->certificate, s.today)
                                      : CertificateLife::ended;
}

/// In grace only the eligibility itself may be given: nothing else is asked.
bool may_ask(const Session& s) { return life(s) < CertificateLife::in_grace; }

bool asks_consent(const Session& s) {
    return may_ask(s) && s.authentication->ask_consent && s.authentication->consent != domain::ConsentState::difficult;
}

bool asks_form(const Session& s) {
    return may_ask(s) && !s.facts.pharmacy && s.facts.prescription == domain::PrescriptionSetting::both &&
           s.facts.prescription_asked == domain::PrescriptionAsked::at_reader;
}

bool asks_review(const Session& s);

constexpr std::array kQuestions{
    Question{S::certificate_notice, "the certificate ends within three months",
             [](const Session& s) { return life(s) == CertificateLife::ends_soon; }, false},
    Question{S::registration_ending, "a cancellation of the registration is filed",
             [](const Session& s) { return s.authentication->registration == domain::Registration::ending; }, false},
    Question{S::consent, "the service asks for consent", asks_consent},
    Question{S::specific_disease, "a certificate for a specific disease is on record",
             [](const Session& s) { return may_ask(s) && s.authentication->ask_specific_disease; }},
    Question{S::high_cost, "the facility still asks",
             [](const Session& s) { return may_ask(s) && s.facts.ask_high_cost; }},
    Question{S::prescription_form, "the facility issues both kinds and asks here", asks_form},
    Question{
        S::prescription_choice, "a pharmacy, and prescriptions are stored",
        [](const Session& s) { return may_ask(s) && s.facts.pharmacy && !s.authentication->prescriptions.empty(); }},
    Question{S::review, "more than one answer was given", asks_review, false},
};

bool asks_review(const Session& s) {
    const auto asked = [&](const Question& q) { return q.changeable && q.wanted(s); };
    return std::count_if(kQuestions.begin(), kQuestions.end(), asked) > 1;
}

bool is_answered(const Session& s, std::size_t place) { return (s.answered >> place & 1U) != 0; }

}  // namespace

std::span<const Question> question_table() { return kQuestions; }

std::optional<int> place_of(State state) {
    for (std::size_t i = 0; i < kQuestions.size(); ++i)
        if (kQuestions[i].state == state) return static_cast<int>(i);
    return std::nullopt;
}

State next_question(const Session& session) {
    for (std::size_t i = 0; i < kQuestions.size(); ++i)
        if (!is_answered(session, i) && kQuestions[i].wanted(session)) return kQuestions[i].state;
    return S::confirming;
}

std::optional<State> question_before(const Session& session) {
    std::optional<State> before;
    for (const auto& question : kQuestions) {
        if (question.state == session.state) return before;
        if (question.changeable && question.wanted(session)) before = question.state;
    }
    return std::nullopt;
}

void mark_answered(Session& session, State question) {
    const auto place = place_of(question);
    assert(place);
    session.answered = static_cast<std::uint16_t>(session.answered | 1U << *place);
}

}  // namespace uketsuke::flow
