// SPDX-License-Identifier: Apache-2.0
#include "question_table.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "certificate_policy.hpp"

namespace uketsuke::flow {
namespace {

using S = State;

CertificateLife life(const Visit& s) {
    return s.info && s.authentication ? certificate_life(*s.info, s.authentication->certificate, s.today)
                                      : CertificateLife::ended;
}

/// In grace only the eligibility itself may be given: nothing else is asked.
bool may_ask(const Visit& s) { return life(s) < CertificateLife::in_grace; }

bool asks_consent(const Visit& s) {
    return may_ask(s) && s.authentication->ask_consent && s.authentication->consent != domain::ConsentState::difficult;
}

bool asks_review(const Visit& s);

constexpr std::array kBefore{
    QuestionPlace{S::certificate_notice, "the certificate ends within three months",
                  [](const Visit& s) { return life(s) == CertificateLife::ends_soon; }, false},
    QuestionPlace{S::registration_ending, "a cancellation of the registration is filed",
                  [](const Visit& s) { return s.authentication->registration == domain::Registration::ending; }, false},
    QuestionPlace{S::consent, "the service asks for consent", asks_consent},
};
constexpr QuestionPlace kReview{S::review, "more than one answer was given", asks_review, false};

template <std::size_t... i>
consteval auto all_questions(std::index_sequence<i...>) {
    std::array<QuestionPlace, kBefore.size() + sizeof...(i) + 1> all{};
    const auto rest = std::ranges::copy(kBefore, all.begin()).out;
    std::ranges::copy(
        std::array{QuestionPlace{state_of(domain::kQuestionRows[i].question), domain::kQuestionRows[i].when, nullptr,
                                 true, &domain::kQuestionRows[i]}...},
        rest);
    all.back() = kReview;
    return all;
}
constexpr auto kQuestions = all_questions(std::make_index_sequence<domain::kQuestions>());
static_assert(kQuestions.size() <= 16, "a bit for each in Visit::answered");

bool asks_review(const Visit& s) {
    const auto asked = [&](const QuestionPlace& q) { return q.changeable && is_wanted(q, s); };
    return std::count_if(kQuestions.begin(), kQuestions.end(), asked) > 1;
}

bool row_wants(const domain::QuestionRow& row, const Visit& s) {
    const auto question = row.question;
    return may_ask(s) && row.wanted({s.authentication->asks[question], s.authentication->listed[question].size(),
                                     s.facts.facility.asks[question], s.facts.facility});
}

/// Handles of what was ticked, in the order of the list.
std::vector<std::string> ticked_items(const Visit& s, const domain::QuestionRow& row) {
    std::vector<std::string> items;
    for (int i = 0; i < asked_about(s, row); ++i)
        if ((s.given[row.question].ticked >> i & 1U) != 0)
            items.push_back(s.authentication->listed[row.question].at(static_cast<std::size_t>(i)).id);
    return items;
}

void add_answer(domain::Choices& choices, const Visit& s, const domain::QuestionRow& row) {
    const auto chosen = s.given[row.question].chosen;
    if (!chosen) return;
    if (row.consent != nullptr) {
        choices.consents.*row.consent = *chosen == 1;
        return;
    }
    auto& answer = choices.answers[row.question];
    answer.chosen = chosen;
    if (!has_list(row)) return;
    answer.items = ticked_items(s, row);
    answer.chosen = static_cast<int>(answer.items.size());
}

bool is_answered(const Visit& s, std::size_t place) { return (s.answered >> place & 1U) != 0; }

}  // namespace

std::span<const QuestionPlace> question_table() { return kQuestions; }

bool is_wanted(const QuestionPlace& question, const Visit& visit) {
    return question.row != nullptr ? row_wants(*question.row, visit) : question.wanted(visit);
}

std::optional<int> place_of(State state) {
    for (std::size_t i = 0; i < kQuestions.size(); ++i)
        if (kQuestions[i].state == state) return static_cast<int>(i);
    return std::nullopt;
}

State next_question(const Visit& visit) {
    for (std::size_t i = 0; i < kQuestions.size(); ++i)
        if (!is_answered(visit, i) && is_wanted(kQuestions[i], visit)) return kQuestions[i].state;
    return S::confirming;
}

std::optional<State> question_before(const Visit& visit) {
    std::optional<State> before;
    for (const auto& question : kQuestions) {
        if (question.state == visit.state) return before;
        if (question.changeable && is_wanted(question, visit)) before = question.state;
    }
    return std::nullopt;
}

void mark_answered(Visit& visit, State question) {
    const auto place = place_of(question);
    assert(place);
    visit.answered = static_cast<std::uint16_t>(visit.answered | 1U << *place);
}

const domain::QuestionRow* row_asked_in(State state) {
    const auto place = place_of(state);
    return place ? kQuestions.at(static_cast<std::size_t>(*place)).row : nullptr;
}

int asked_about(const Visit& visit, const domain::QuestionRow& row) {
    if (!visit.authentication) return 0;
    return std::min(static_cast<int>(visit.authentication->listed[row.question].size()), row.most);
}

domain::Choices choices_of(const Visit& visit) {
    domain::Choices choices{domain::consents_of(visit.answers), {}};
    for (const auto& row : domain::kQuestionRows) add_answer(choices, visit, row);
    return choices;
}

}  // namespace uketsuke::flow
