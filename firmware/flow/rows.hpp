// SPDX-License-Identifier: Apache-2.0
// The parts of the transition table, by what a visit is doing. Internal to flow; transitions.cpp puts them together.
#pragma once

#include "changes.hpp"
#include "guards.hpp"
#include "transitions.hpp"

namespace uketsuke::flow::rows {

std::span<const Row> card_rows();      ///< out of service, card and phone, the choice of a way
std::span<const Row> pin_rows();       ///< identity by PIN
std::span<const Row> face_rows();      ///< identity by face, with its typed digits
std::span<const Row> staff_rows();     ///< identity by staff, and the signature without PIN
std::span<const Row> service_rows();   ///< the two questions to the service, registration, results
std::span<const Row> question_rows();  ///< what the patient is told, consent and review
std::span<const Row> asked_rows();     ///< the other questions, alike by their kind
std::span<const Row> end_rows();       ///< card back, staff calls, idle warning
std::span<const Row> any_rows();       ///< for any state; they stand last

constexpr Target to(State state) { return {Target::Kind::enter, state}; }
constexpr Target stay{};
constexpr Target resume{Target::Kind::resume, State::idle};
constexpr Target choice{Target::Kind::choice, State::choose_identity};
constexpr Target ask{Target::Kind::ask, State::confirming};
constexpr Target ask_before{Target::Kind::ask_before, State::consent};

using base::Place;

constexpr Row row(State from, EventKind on, Guard guard, Target target, Change change = changes::nothing,
                  Place place = Place::here()) {
    return {from, on, {}, guard, target, change, {}, place};
}
constexpr Row tap(std::optional<State> from, Action action, Guard guard, Target target, Change change = changes::nothing,
                  Place place = Place::here()) {
    return {from, EventKind::tap, action, guard, target, change, {}, place};
}
constexpr Row any(EventKind on, Guard guard, Target target, Change change = changes::nothing,
                  Place place = Place::here()) {
    return {{}, on, {}, guard, target, change, {}, place};
}

}  // namespace uketsuke::flow::rows
