// SPDX-License-Identifier: Apache-2.0
// An exhaustive walk over every session that the flow can reach in a world.
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

/// What an observer beside the flow remembers: it sees events and effects only.
struct Observer {
    bool camera_on = false;
    int hands = 0;             ///< PIN confirmations by hand not yet used for a VERIFY
    bool warned = false;       ///< the last-try warning was confirmed for these digits
    int portrait_reads = 0;    ///< in this insertion, without those that found nothing to send
    bool challenge = false;    ///< an unused nonce
    Way proved = Way::none;    ///< a match, a right PIN, a phone's signature or a staff's word: the last of them
    bool staff_known = false;  ///< the password was right, and the staff screen has not been left since
    bool agreed_to_register = false;
    bool card_lies = false;                        ///< a card, not a phone, is on the reader
    bool answered = false;                         ///< the service's second answer for this card
    domain::ConsentAnswers shown;                  ///< as last ticked
    std::optional<bool> high_cost;                 ///< as last answered
    std::optional<domain::PrescriptionForm> form;  ///< as last answered
    std::set<int> ticked;                          ///< prescriptions
    bool operator==(const Observer&) const = default;
};

struct Node {
    Session session;
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

/// The day of every walk.
constexpr base::Date kToday{2026, 11, 22};

/// Where a walk begins: everything is there and nobody has come; with devices_fail nothing is there yet.
Session start_of(const World& world);
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

/// Every event that the world could bring to this session now, late ones not included.
std::vector<Event> possible_events(const Session& session, const World& world, const TapsNamed& named);
/// The events of a walk that lead to a node, from the start.
std::vector<Event> path_to(const Walk& walk, std::size_t node);
/// The same event for a session with other tickets and another card: as it would have come there.
Event readdressed(Event event, const Session& session);
/// Walks the table, checking the invariants after each step. Stops at the first violation when told to.
Walk walk_through(const World& world, std::span<const Row> rows, bool stop_at_violation = false);

}  // namespace uketsuke::flow
