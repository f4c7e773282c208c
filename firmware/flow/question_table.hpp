// SPDX-License-Identifier: Apache-2.0
// What a patient may have to be told or asked between the two requests to the service, in order.
#pragma once

#include <optional>
#include <span>

#include "visit.hpp"

namespace uketsuke::flow {

/// One thing to tell or ask, known by the state that does. Its place in the table is its bit in Visit::answered.
struct QuestionPlace {
    State state;
    std::string_view when;                     ///< in words, for the printed page
    bool (*wanted)(const Visit&) = nullptr;    ///< unless it has a row: then that one decides
    bool changeable = true;                    ///< an answer that can be changed later; false: a notice
    const domain::QuestionRow* row = nullptr;  ///< what is asked, if it is more than a notice, consent or the review
};

std::span<const QuestionPlace> question_table();
bool is_wanted(const QuestionPlace& question, const Visit& visit);
/// The first that is wanted and not answered; confirming when there is none.
State next_question(const Visit& visit);
/// The last changeable one that is wanted before the present state; nullopt when there is none.
std::optional<State> question_before(const Visit& visit);
/// Its place; nullopt for a state that is no question.
std::optional<int> place_of(State state);
void mark_answered(Visit& visit, State question);

/// The state that asks it: it has the same name, or this does not compile.
consteval State state_of(domain::Question question) {
    return base::value_named<State>(base::enumerator_name(question)).value();
}
/// The row that a state asks; nullptr for a state that asks none.
const domain::QuestionRow* row_asked_in(State state);
/// How many things of the service's list a question is about.
int asked_about(const Visit& visit, const domain::QuestionRow& row);
/// Everything the patient chose, exactly as it stands on the screen.
domain::Choices choices_of(const Visit& visit);

}  // namespace uketsuke::flow
