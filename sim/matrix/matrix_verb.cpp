// SPDX-License-Identifier: Apache-2.0
#include "matrix_verb.hpp"

#include <fmt/format.h>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "matrix.hpp"

namespace uketsuke::sim {

void describe(CLI::App& verb, MatrixOptions& options) {
    verb.add_option("--html", options.html, "the whole table as a page")->type_name("FILE");
    verb.add_option("--scenarios", options.scenarios, "that lead to the states, the project's unless told")->type_name("DIR");
    verb.add_option("--jobs", options.jobs, "processes, 2 unless told")->check(CLI::PositiveNumber);
    verb.add_option("--every", options.every, "one cell of so many")->check(CLI::PositiveNumber);
}

int run_matrix(const MatrixOptions& options) {
    base::set_log_level(base::LogLevel::quiet);  // thousands of kiosks say what is wrong with them
    const auto scenarios = options.scenarios.empty() ? UKETSUKE_SCENARIOS : options.scenarios;
    const auto cells = play_matrix({.scenarios = scenarios, .jobs = options.jobs, .every = options.every});
    if (!cells) {
        fmt::print(stderr, "uketsuke-sim: {}\n", cells.error().detail);
        return 1;
    }
    fmt::print("{}", matrix_text(*cells));
    if (!options.html.empty())
        if (const auto written = base::replace_file(options.html, matrix_html(*cells)); !written) {
            fmt::print(stderr, "uketsuke-sim: {}\n", written.error().detail);
            return 1;
        }
    return broken_cells(*cells) == 0 ? 0 : 1;
}

}  // namespace uketsuke::sim
