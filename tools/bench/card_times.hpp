// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "drivers/pcsc/reader.hpp"
#include "figures.hpp"
#include "sim/real_rig/real_rig.hpp"

namespace uketsuke::tools::bench {

/// Measures and prints the card's part of a face visit (identification, tries, face record, terminal authentication)
/// through pcscd: commands, bytes on the air, how much longer it takes than the card needs, and what passes between the
/// insertion and the first command. The kiosk is idle and a card is held; afterwards it is idle again. False: it did
/// not come to its end.
bool bench_card_part(sim::RealRig& rig, Figures& figures);

/// A session on the card that lies there, or comes within some seconds; nullptr when it cannot be opened.
std::unique_ptr<ports::CardSession> open_card(drivers::pcsc::PcscReader& reader);

/// Takes the card away and lets the kiosk come back to idle. False: it does not.
bool take_away(sim::RealRig& rig);

}  // namespace uketsuke::tools::bench
