// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "figures.hpp"

namespace uketsuke::tools::bench {

/// The program `uketsuke` as an installation starts it, without credentials and with SDL's "dummy" panel: how long from
/// its start until its first picture stands, which its log says. False: it did not come to that, and why was said.
bool bench_start(Figures& figures);

}  // namespace uketsuke::tools::bench
