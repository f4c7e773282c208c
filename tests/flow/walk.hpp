// SPDX-License-Identifier: Apache-2.0
// An exhaustive walk over every visit that the flow can reach in a world.
//
// Abstracted: digits are a count, pictures and templates are present or absent, cards are "this one" and "the next
// one", tickets are numbered anew after each step, dates are one for each meaning. Left out because no guard reads them
// (a test says so): language, the advice on screen, the error that a screen explains and the situation it gives
// guidance for. A world limits what is combined: each looks at one part of a visit in full and at the others in brief
// (worlds.hpp).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "sim/judge/judge.hpp"
#include "tests/flow/world.hpp"

namespace uketsuke::flow {

struct Node {
    Visit visit;
    Observer observer;
};

struct Walk {
    std::vector<Node> nodes;
    std::vector<std::vector<std::size_t>> unattended;    ///< per node: where it goes by time-outs and answers alone
    std::vector<std::vector<std::size_t>> by_removal;    ///< per node: where removing the card leads
    std::vector<std::pair<std::size_t, Event>> came_by;  ///< per node but the first: the node and event that led here
    std::set<const Row*> rows;                           ///< rows taken
    std::set<State> states;
    std::size_t steps = 0;
    std::vector<std::string> violations;
};

/// The events of a walk that lead to a node, from the start.
std::vector<Event> path_to(const Walk& walk, std::size_t node);
/// States from which a visit comes to no end (idle, out of service) once the card is taken, whoever else does nothing.
std::set<State> dead_ends(const Walk& walk);
/// States from which a visit with nobody there comes to no end, and to no staff told of the card left behind either.
std::set<State> waits_for_ever(const Walk& walk);
/// Walks the table, checking the invariants after each step. Stops at the first violation when told to.
Walk walk_through(const World& world, std::span<const Row> rows, bool stop_at_violation = false);

}  // namespace uketsuke::flow
