// SPDX-License-Identifier: Apache-2.0
// What each state is. What leads from one to the next stands in transitions.hpp.
#pragma once

#include <span>
#include <string_view>

#include "delay.hpp"
#include "effect.hpp"
#include "firmware/base/place.hpp"
#include "visit.hpp"

namespace uketsuke::flow {

/// Which of the steps at the top of the screen a visit is in.
enum class Progress : std::uint8_t { none, card, identity, consent, reception };

/// One row a state.
struct StateRow {
    State state;
    Progress progress = Progress::none;
    std::optional<Delay> delay;     ///< time-out that starts on entry
    std::optional<EffectKind> job;  ///< started on entry; its answer carries the ticket of this entry
    bool person = true;             ///< may hold anything of a visit; leaving for a state that may not wipes it all
    bool pin = false;               ///< typed digits may exist; leaving for a state without wipes them
    bool camera = false;            ///< the sensor is on
    bool busy = false;              ///< the kiosk works, nobody is asked anything
    std::optional<State> resume;    ///< where a staff call or an idle warning leads back to; empty = here
    std::string_view audit;         ///< event that entering writes into the journal; empty = none
    int digits = 0;                 ///< how many may be typed here at most
    std::optional<domain::DeskNote::Kind> desk;  ///< entering tells the desk so
    std::string_view earcon;                     ///< sound on entry; ids and captions until there is a speaker
    std::string_view prompt;                     ///< sentence that is spoken on entry, a text key; empty = none
    base::Place place = base::Place::here();
};

/// In the order of the enumeration.
std::span<const StateRow> state_table();
const StateRow& row_of(State state);
/// How many digits may be typed now: the row's, and of 照合番号B as many as the card's has.
int digits_wanted(const Visit& visit);
/// Zero when the state has no time-out.
base::Duration time_out_of(State state);
/// The same at this person's pace. What stands in front of a screen that waits for a person, and what somebody set
/// otherwise where nothing has a time-out, has the time of a touch.
base::Duration time_out_of(const Visit& visit);

}  // namespace uketsuke::flow
