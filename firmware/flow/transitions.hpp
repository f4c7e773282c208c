// SPDX-License-Identifier: Apache-2.0
// All arrows of a visit, under the states that they leave (states.hpp). First match wins; rows for any
// state stand last.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "effect.hpp"
#include "event.hpp"
#include "firmware/base/place.hpp"
#include "visit.hpp"

namespace uketsuke::flow {

/// A named question about the visit and the event; an empty name always says yes.
struct Guard {
    std::string_view name;
    bool (*holds)(const Visit&, const Event&) = nullptr;
    base::Place place = base::Place::here();
};

/// A named change of the visit.
struct Change {
    std::string_view name;
    void (*apply)(Visit&, const Event&) = nullptr;
    base::Place place = base::Place::here();
};

/// Where a row leads.
struct Target {
    enum class Kind : std::uint8_t {
        enter,   ///< a new entry: new ticket, time-out and job of the state
        stay,    ///< nothing is entered; a touch starts the time-out again
        resume,  ///< visit.resume is entered
        choice,  ///< the choice of ways to prove identity that fits this patient; for the settings: out of them
        rest,    ///< nobody is here any more: idle, or out of service while something is missing
        ask,     ///< the next question that is wanted and not answered (question_table.hpp); confirming after the last
        ask_item,    ///< the question in the place that the tap names
        ask_before,  ///< the question before the present one; the patient changes an answer
    } kind = Kind::stay;
    State state = State::idle;
    bool operator==(const Target&) const = default;
};

struct Row {
    std::optional<State> from;  ///< nullopt = any state
    EventKind on;
    std::optional<Action> action;  ///< for taps; guards and changes read the item
    Guard guard;
    Target to;
    Change change;
    std::optional<EffectKind> effect;  ///< besides those of the state table
    base::Place place = base::Place::here();
};

std::span<const Row> transitions();
/// The row of a table that a visit takes on an event, or nullptr: refused.
const Row* find_row(std::span<const Row> rows, const Visit& visit, const Event& event);

}  // namespace uketsuke::flow
