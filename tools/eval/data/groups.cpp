// SPDX-License-Identifier: Apache-2.0
#include "groups.hpp"

#include <fmt/format.h>

#include <sstream>

#include "firmware/base/file.hpp"
#include "tools/eval/statistics/score_file.hpp"

namespace uketsuke::tools::eval {

using base::ErrorCode;

base::Result<Groups> parse_groups(std::string_view text, const std::string& name) {
    Groups groups;
    std::istringstream lines{std::string(text)};
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos || line.front() == '#') continue;
        const auto columns = columns_of(line, "\t");
        if (columns.size() > 2)
            return base::fail(
                ErrorCode::config_invalid,
                fmt::format("line {} has {} columns; it takes a person and a group", number, columns.size()));
        groups[columns.size() == 2 ? columns[1] : name].insert(columns[0]);
    }
    if (groups.empty()) return base::fail(ErrorCode::config_invalid, "names nobody");
    return groups;
}

base::Result<Groups> read_groups(const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    auto groups = parse_groups(*text, file.stem().string());
    if (!groups) return base::fail(groups.error().code, file.string() + ": " + groups.error().detail);
    return groups;
}

}  // namespace uketsuke::tools::eval
