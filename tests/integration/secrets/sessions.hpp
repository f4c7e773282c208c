// SPDX-License-Identifier: Apache-2.0
// What patients do at a place, and what is found after each of them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "watched_counter.hpp"

namespace uketsuke::test {

/// A kind of visit, from the card on the reader until it is taken away. `answered` is called while the screen shows
/// what the card or the service said.
struct WatchedVisit {
    const char* name;
    bool by_face;
    int times;  ///< out of a hundred
    void (*play)(WatchedCounter& place, const std::function<void()>& answered);
};
const std::vector<WatchedVisit>& visits();
const WatchedVisit& visit_named(std::string_view name);

/// What was found over many sessions.
struct Findings {
    int sessions = 0, answers = 0;
    std::map<std::string, int> played;     ///< by the kind of visit, and the screens they came to
    std::map<std::string, int> at_answer;  ///< hits by Trace::what
    std::map<std::string, int> at_end;
    std::map<std::string, int> sessions_with;  ///< sessions after whose end something of that kind was found
    std::vector<std::string> where, problems;
};

/// One visit of each way that is not watched, then WatchedCounter::draw_pins. Throws Stray.
void begin(WatchedCounter& place);
/// `count` visits, PIN and face in turn, in an order of their own for each seed.
void play(WatchedCounter& place, int count, Findings& findings);
/// One.
void play(WatchedCounter& place, const WatchedVisit& visit, Findings& findings);

}  // namespace uketsuke::test
