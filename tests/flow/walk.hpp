// SPDX-License-Identifier: Apache-2.0
// An exhaustive walk over every session the flow can reach.
//
// Abstracted: a PIN is a count of digits, pictures and templates are present or absent, cards are "this one" and "the
// next one", tickets are numbered anew after each step. Left out because no guard reads them (a test says so):
// language, the advice on screen, the error that a screen explains.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "firmware/flow/step.hpp"

namespace uketsuke::flow {

/// What an observer beside the flow remembers: it sees events and effects only.
struct Observer {
    bool camera_on = false;
    int hands = 0;           ///< PIN confirmations by hand not yet used for a VERIFY
    bool warned = false;     ///< the last-try warning was confirmed for these digits
    int portrait_reads = 0;  ///< in this insertion
    bool challenge = false;  ///< an unused nonce
    bool proved = false;     ///< a match or a right PIN in this visit
    bool answered = false;   ///< the service's second answer for this card
    int shown = 0;           ///< consents last ticked: 0 nothing, 1 none, 2 all
    bool operator==(const Observer&) const = default;
};

struct Node {
    Session session;
    Observer observer;
};

struct Walk {
    std::vector<Node> nodes;
    std::vector<std::vector<std::size_t>> unattended;  ///< per node: where it goes by time-outs and answers alone
    std::vector<std::vector<std::size_t>> by_removal;  ///< per node: where removing the card leads
    std::set<const Row*> rows;                         ///< rows taken
    std::set<State> states;
    std::size_t steps = 0;
    std::vector<std::string> violations;
};

/// Every event that the world could bring to this session now, late ones not included.
std::vector<Event> possible_events(const Session& session);
/// Walks from `start`, checking the invariants after each step.
Walk walk_from(const Session& start);

}  // namespace uketsuke::flow
