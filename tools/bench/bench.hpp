// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace uketsuke::tools::bench {

/// Measures the firmware on the real rig and prints what it found, and the README's table at the end: ratios in one
/// run, with goals met and missed; never a pass or a fail. Puts the table into `readme` unless that is empty.
int run_bench(const std::filesystem::path& readme);

}  // namespace uketsuke::tools::bench
