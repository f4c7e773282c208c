// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "figures.hpp"
#include "sim/real_rig/real_rig.hpp"

namespace uketsuke::tools::bench {

/// Modelled network: the service's answers take so much longer. The caller sets it on the rig.
constexpr base::Duration kRoundTrip{50};

/// Plays whole check-ins by PIN or by face, from the card to the result on the screen, and prints how long they took.
/// The kiosk is idle and a card is held; afterwards it is idle again. False: a visit did not reach its end.
bool bench_visits(sim::RealRig& rig, bool by_face, Figures& figures);

}  // namespace uketsuke::tools::bench
