// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace uketsuke::sim {

/// Measures the firmware on the real rig and prints a table: ratios in one run, never a pass or a fail.
int run_bench();

}  // namespace uketsuke::sim
