// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "figures.hpp"

namespace uketsuke::tools::bench {

/// The virtual rig: whole visits a minute on two cores, with recorded face scores, and how long the fault matrix takes,
/// from every seventh of its cells. False: something failed, and why was said.
bool bench_crowd(Figures& figures);

}  // namespace uketsuke::tools::bench
