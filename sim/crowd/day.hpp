// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "overseer.hpp"
#include "sim/scenario/player.hpp"
#include "visitor.hpp"

namespace uketsuke::sim {

struct DayWishes {
    int patients = 1;
    std::uint32_t seed = 1;
    base::Duration between{0};  ///< nobody is there, on average
};
/// Who can come with a card to a kiosk with default settings.
std::vector<Person> card_holders(const std::vector<Person>& people);
/// Patients come one after the other, each drawn from `people`, by face, PIN or staff, and go. Returns those who did
/// not come to an end, in words; the rig's clock runs on.
std::vector<std::string> spend_day(Rig& rig, Player& player, Overseer& overseer, const std::vector<Person>& people,
                                   const DayWishes& wishes);
/// One visit, to the idle kiosk. Empty: it came to an end.
std::string visit_once(Rig& rig, Player& player, Overseer& overseer, Visitor visitor);

}  // namespace uketsuke::sim
