// SPDX-License-Identifier: Apache-2.0
// The third table: what a patient may have to be told or asked between the two questions to the service, in order.
#pragma once

#include <optional>
#include <span>

#include "session.hpp"

namespace uketsuke::flow {

/// One question, known by the state that asks it. Its place in the table is its bit in Session::answered.
struct Question {
    State state;
    std::string_view when;  ///< in words, for the printed page
    bool (*wanted)(const Session&) = nullptr;
    bool changeable = true;  ///< an answer that can be changed later; false: a notice
};

std::span<const Question> question_table();
/// The first that is wanted and not answered; confirming when there is none.
State next_question(const Session& session);
/// The last changeable one that is wanted before the present state; nullopt when there is none.
std::optional<State> question_before(const Session& session);
/// Its place; nullopt for a state that is no question.
std::optional<int> place_of(State state);
void mark_answered(Session& session, State question);

}  // namespace uketsuke::flow
