// SPDX-License-Identifier: Apache-2.0
// The tables as Markdown, from the tables themselves.
#pragma once

#include <string>

#include "transitions.hpp"

namespace uketsuke::flow {

/// Each state with its own row and the rows that leave it, the rows for any state, and each delay with its reason.
std::string print_states();
/// A table of rows: those of `rows` that leave a state, or, without one, those for any. Empty when there are none.
std::string print_rows(std::span<const Row> rows, std::optional<State> from);
/// What a patient may be asked, in order.
std::string print_questions();
/// A drawing of where a visit goes.
std::string print_transitions();
/// docs/flow.md: all.
std::string print_flow();

}  // namespace uketsuke::flow
