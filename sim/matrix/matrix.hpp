// SPDX-License-Identifier: Apache-2.0
// Every fault that the virtual rig's devices can have, begun in every state of the flow.
#pragma once

#include <vector>

#include "cell.hpp"

namespace uketsuke::sim {

struct MatrixWishes {
    std::filesystem::path scenarios;  ///< of the approaches
    int jobs = 2;                     ///< processes
    int every = 1;                    ///< of so many cells one is played, another one for each `first`
    int first = 0;
};
/// The rows of the fault table that are tried.
std::vector<const FaultRule*> tried_faults();
/// Cells by state and fault. A process that dies leaves its cells broken. Errors: file_unreadable (no such
/// folder of scenarios), internal (no process can be made).
base::Result<std::vector<Cell>> play_matrix(const MatrixWishes& wishes);

/// Counts, what is impossible and why, what broke; the slowest.
std::string matrix_text(const std::vector<Cell>& cells);
/// The whole table as a page.
std::string matrix_html(const std::vector<Cell>& cells);
int broken_cells(const std::vector<Cell>& cells);

}  // namespace uketsuke::sim
