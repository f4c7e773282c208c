// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/real_rig/real_rig.hpp"

namespace uketsuke::sim {

/// Measures and prints the card's part of a face visit (identification, tries, face record, terminal authentication)
/// through pcscd: commands, bytes on the air, and how much longer it takes than the card needs. The kiosk is idle and a
/// card is held; afterwards it is idle again. False: it did not come to its end.
bool bench_card_part(RealRig& rig);

}  // namespace uketsuke::sim
