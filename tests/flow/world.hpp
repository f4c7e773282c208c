// SPDX-License-Identifier: Apache-2.0
// What a walk may meet: people, cards, answers and failing devices, and every event that they could bring.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "firmware/flow/step.hpp"

namespace uketsuke::flow {

/// What there is to meet.
struct World {
    std::string name;
    KioskFacts facts;
    std::vector<domain::CardInfo> cards;  ///< what reading may find
    std::vector<domain::Authentication> people;
    std::vector<domain::Answer> answers;
    bool devices_fail = false;  ///< every device may go and come back at any time; else the journal only
    int phone_insertions = 0;   ///< 1: a phone may come to its reader
};

/// The day of every walk.
constexpr base::Date kToday{2026, 11, 22};

/// Where a walk begins: everything is there and nobody has come; with devices_fail nothing is there yet.
Visit start_of(const World& world);

/// The actions that a table names for each state: any other touch is refused there (a test of its own holds that).
class TapsNamed {
public:
    explicit TapsNamed(std::span<const Row> rows);
    [[nodiscard]] const std::vector<Action>& in(State state) const {
        return by_state_.at(static_cast<std::size_t>(state));
    }

private:
    std::array<std::vector<Action>, kStateCount> by_state_;
};

/// Every event that the world could bring to this visit now, late ones not included.
std::vector<Event> possible_events(const Visit& visit, const World& world, const TapsNamed& named);
/// The same event for a visit with other tickets and another card: as it would have come there.
Event readdressed(Event event, const Visit& visit);

}  // namespace uketsuke::flow
