// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "figures.hpp"

namespace uketsuke::tools::bench {

/// What the client adds to the service's own time, over TLS on the loopback; and what a handshake costs with a session
/// and without. False: something failed, and why was said.
bool bench_line(Figures& figures);

}  // namespace uketsuke::tools::bench
