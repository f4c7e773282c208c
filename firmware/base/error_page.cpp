// SPDX-License-Identifier: Apache-2.0
#include "error_page.hpp"

#include <fmt/format.h>

namespace uketsuke::base {

std::string print_errors(std::string_view source, std::span<const ErrorColumn> more) {
    std::string page = fmt::format(
        "# Errors\n\n{}\n"
        "The number stands on the screen and never changes its meaning; 001, 002 and 006 are those that today's "
        "readers\n"
        "publish. The remedy is what the screen offers first; staff can be called from every screen.\n\n",
        source);
    std::string titles = "| number | name | remedy |", rule = "|---|---|---|";
    for (const auto& column : more) {
        titles += fmt::format(" {} |", column.title);
        rule += "---|";
    }
    page += titles + "\n" + rule + "\n";
    for (const auto& line : error_catalogue()) {
        page += fmt::format("| {:03} | `{}` | {} |", line.number, line.name, name_of(line.remedy));
        for (const auto& column : more) page += fmt::format(" {} |", column.cell(line.code));
        page += "\n";
    }
    return page;
}

std::string print_errors() { return print_errors("Printed from the catalogue in `firmware/base/error.cpp`.\n", {}); }

}  // namespace uketsuke::base
