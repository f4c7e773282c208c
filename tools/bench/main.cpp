// SPDX-License-Identifier: Apache-2.0
// uketsuke-bench [--readme FILE]: measures the firmware on simulated hardware; with FILE its table goes in there,
// between its marks.
#include "bench.hpp"
#include "firmware/command_line/command_line.hpp"

int main(int argc, char** argv) {
    CLI::App app("uketsuke-bench: measures the firmware on simulated hardware", "uketsuke-bench");
    std::string readme;
    app.add_option("--readme", readme, "where the table goes, between its marks")->type_name("FILE");
    if (const auto end = uketsuke::command_line::read_or_end(app, argc, argv)) return *end;
    return uketsuke::tools::bench::run_bench(readme);
}
