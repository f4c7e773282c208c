// SPDX-License-Identifier: Apache-2.0
#include "error_page.hpp"

#include <fmt/format.h>

#include "error.hpp"

namespace uketsuke::base {

std::string print_errors() {
    std::string page =
        "# Errors\n\n"
        "Printed from the catalogue in `firmware/base/error.cpp` (`uketsuke --print errors`); a test holds this page "
        "to it. The number\n"
        "stands on the screen and never changes its meaning; 001, 002 and 006 are those that today's readers publish. "
        "The remedy is what\n"
        "the screen offers first; staff can be called from every screen. The fault is the simulator's word that "
        "provokes the error\n"
        "(docs/scenarios.md), the scenario is the one in `tests/scenario`, or the test, that shows it.\n\n"
        "| number | name | remedy | fault | shown by |\n|---|---|---|---|---|\n";
    for (const auto& line : error_catalogue())
        page += fmt::format("| {:03} | `{}` | {} | {} | {} |\n", line.number, line.name, name_of(line.remedy),
                            line.fault, line.scenario);
    return page;
}

}  // namespace uketsuke::base
