// SPDX-License-Identifier: Apache-2.0
// The questions of domain/questions.hpp: all alike, by their kind. Internal to flow.
#pragma once

#include <array>

#include "entry.hpp"

namespace uketsuke::flow::parts {

using domain::QuestionKind;

/// What may be done in a state that asks.
struct AskedRow {
    QuestionKind kind;
    Row row;
};
inline constexpr std::array kByKind{
    AskedRow{QuestionKind::yes_no, tap(A::agree, always, ask, answer<true>)},
    AskedRow{QuestionKind::yes_no, tap(A::disagree, always, ask, answer<false>)},
    AskedRow{QuestionKind::one_of, tap(A::choose, an_option, ask, answer_option)},
    AskedRow{QuestionKind::list, tap(A::toggle, one_listed, stay, tick)},
    AskedRow{QuestionKind::list, tap(A::confirm, always, ask, ticks_done)},
    AskedRow{QuestionKind::one_by_one, tap(A::agree, more_follow, stay, answer_this<true>)},
    AskedRow{QuestionKind::one_by_one, tap(A::disagree, more_follow, stay, answer_this<false>)},
    AskedRow{QuestionKind::one_by_one, tap(A::agree, always, ask, answer_this<true>)},
    AskedRow{QuestionKind::one_by_one, tap(A::disagree, always, ask, answer_this<false>)},
    AskedRow{QuestionKind::one_by_one, tap(A::back, one_before, stay, one_back)},
};
/// Whatever its kind.
inline constexpr std::array kOfAll{
    tap(A::back, has_before, ask_before),
    tap(A::end_visit, always, to(State::take_card)),
};

consteval std::size_t rows_of(QuestionKind kind) {
    return static_cast<std::size_t>(std::ranges::count(kByKind, kind, &AskedRow::kind)) + kOfAll.size();
}
template <std::size_t... i>
consteval std::size_t asked_size(std::index_sequence<i...>) {
    return ((1 + rows_of(domain::kQuestionRows[i].kind)) + ...);
}

template <std::size_t... i>
consteval auto all_asked(std::index_sequence<i...> questions) {
    std::array<Entry, asked_size(questions)> all;
    auto* next = all.begin();
    const auto add = [&](State state, QuestionKind kind) {
        *next++ = StateRow{.state = state, .progress = Progress::consent, .delay = Delay::touch};
        for (const auto& asked : kByKind)
            if (asked.kind == kind) *next++ = asked.row;
        for (const auto& row : kOfAll) *next++ = row;
    };
    (add(state_of(domain::kQuestionRows[i].question), domain::kQuestionRows[i].kind), ...);
    return all;
}
inline constexpr auto kAsked = all_asked(std::make_index_sequence<domain::kQuestions>());

}  // namespace uketsuke::flow::parts
