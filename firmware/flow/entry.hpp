// SPDX-License-Identifier: Apache-2.0
// The words in which the tables are written: a state's own row, and under it the rows that leave it. Internal to flow.
#pragma once

#include "changes.hpp"
#include "guards.hpp"
#include "transitions.hpp"

namespace uketsuke::flow {

/// One line of the tables. A row leaves the state whose own row stands next above it.
struct Entry {
    bool is_state = false;
    StateRow state{};
    Row row{};

    constexpr Entry() = default;
    constexpr Entry(const StateRow& own) : is_state(true), state(own) {}
    constexpr Entry(const Row& leaving) : row(leaving) {}
};

namespace rows {

constexpr Target to(State state) { return {Target::Kind::enter, state}; }
constexpr Target stay{};
constexpr Target resume{Target::Kind::resume, State::idle};
constexpr Target choice{Target::Kind::choice, State::choose_identity};
constexpr Target rest{Target::Kind::rest, State::idle};
constexpr Target ask{Target::Kind::ask, State::confirming};
constexpr Target ask_before{Target::Kind::ask_before, State::consent};

using base::Place;

constexpr Row row(EventKind on, Guard guard, Target target, Change change = changes::nothing,
                  std::optional<EffectKind> effect = {}, Place place = Place::here()) {
    return {{}, on, {}, guard, target, change, effect, place};
}
constexpr Row tap(Action action, Guard guard, Target target, Change change = changes::nothing,
                  std::optional<EffectKind> effect = {}, Place place = Place::here()) {
    return {{}, EventKind::tap, action, guard, target, change, effect, place};
}

}  // namespace rows

/// The tables' own words, short so that a row fits a line. Only the parts of the tables stand in here.
namespace parts {
using namespace rows;
using namespace guards;
using namespace changes;
using S = State;
using E = EventKind;
using A = Action;
using P = Progress;
using D = domain::DeskNote::Kind;
}  // namespace parts

}  // namespace uketsuke::flow
