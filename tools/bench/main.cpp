// SPDX-License-Identifier: Apache-2.0
// uketsuke-bench [--readme FILE]: measures the firmware on simulated hardware; with FILE its table goes in there,
// between its marks.
#include <cstdio>
#include <string>
#include <vector>

#include "bench.hpp"

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty()) return uketsuke::tools::bench::run_bench({});
    if (words.size() == 2 && words[0] == "--readme") return uketsuke::tools::bench::run_bench(words[1]);
    std::fputs("uketsuke-bench [--readme FILE]\n", stderr);
    return 2;
}
