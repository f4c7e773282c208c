// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "figures.hpp"

namespace uketsuke::tools::bench {

/// `uketsuke-sim dock` as a developer starts it: how long until it says where it is, its memory then, and from a verb
/// on the control socket to its answer. False: it did not come to that, and why was said.
bool bench_dock(Figures& figures);

}  // namespace uketsuke::tools::bench
