// SPDX-License-Identifier: Apache-2.0
// `uketsuke-sim fuzz` and `uketsuke-sim day`.
#pragma once

#include <string>

#include "firmware/command_line/command_line.hpp"

namespace uketsuke::sim {

struct FuzzWishes {
    int minutes = 1;
    int lines = 120;         ///< a kiosk
    std::uint32_t seed = 0;  ///< 0: drawn
    std::string out;         ///< for scenarios of what broke
    std::string again;       ///< a file of an earlier run, judged once more
};
void describe(CLI::App& verb, FuzzWishes& wishes);
/// The program's exit code: 1 when anything broke.
int run_fuzz(const FuzzWishes& wishes);

struct CrowdWishes {
    int patients = 300, days = 1;
    std::uint32_t seed = 1;
    int between_s = 100;
};
void describe(CLI::App& verb, CrowdWishes& wishes);
int run_day(const CrowdWishes& wishes);

}  // namespace uketsuke::sim
