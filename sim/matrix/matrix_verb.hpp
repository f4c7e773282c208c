// SPDX-License-Identifier: Apache-2.0
// `uketsuke-sim matrix`.
#pragma once

#include <string>

#include "firmware/command_line/command_line.hpp"

namespace uketsuke::sim {

struct MatrixOptions {
    std::string html;                          ///< where the page goes; empty: there is none
    std::string scenarios;  ///< of the approaches; empty: the project's
    int jobs = 2;
    int every = 1;
};
void describe(CLI::App& verb, MatrixOptions& options);
/// The program's exit code: 1 when anything broke.
int run_matrix(const MatrixOptions& options);

}  // namespace uketsuke::sim
