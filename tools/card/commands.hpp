// SPDX-License-Identifier: Apache-2.0
// uketsuke-card's verbs. Each looks, and tells what it found; printing and exit codes are one for all.
#pragma once

#include <string>
#include <vector>

#include "report.hpp"
#include "task.hpp"

namespace uketsuke::tools::card {

/// What the program writes, and ends with.
struct Answer {
    int exit = kFine;
    std::string out, err;
};
/// Reads the words and runs the verb. Words that are not understood come back as one sentence in `err`, or with --json
/// like any other problem.
Answer answer(const std::vector<std::string>& words, const Machine& machine);

/// Errors of a verb end in a report with that one problem.
base::Result<Report> run_doctor(const Task& task);
base::Result<Report> run_trace(const Task& task);

}  // namespace uketsuke::tools::card
