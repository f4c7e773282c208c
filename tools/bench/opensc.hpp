// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "card_times.hpp"

namespace uketsuke::tools::bench {

/// Lets OpenSC's pkcs15-tool read the user's certificate, and then its CA's too, from the same modelled card through
/// the same pcscd as our driver does beside it, and prints both. OpenSC reads one certificate a call: it runs twice for
/// two. Each side opens the reader, finds out what card lies there, and looks at the PIN's tries; the start of OpenSC's
/// process is measured apart and taken off. It runs as Debian installs it, and told which card there is. The kiosk is
/// idle and a card is held; afterwards it is idle again. False: something was not read, or not the same.
bool bench_opensc(sim::RealRig& rig, Figures& figures);

}  // namespace uketsuke::tools::bench
