// SPDX-License-Identifier: Apache-2.0
// A report in words: for a terminal and for paper alike, and for programs.
#pragma once

#include <string>
#include <vector>

#include "report.hpp"

namespace uketsuke::readiness {

/// "× カードリーダー：見つかりません"
std::string line_of(const Row& row);
/// "点検 2026-12-01 07:30：使えます" or "…：直すところがあります"
std::string headline_of(const Report& report);
/// A line of a report. `level`: of the part that it is about; none: the headline, or what to do.
struct Line {
    std::string text;
    Level level = Level::absent;
    bool operator==(const Line&) const = default;
};
/// As lines_of(), with the level of each.
std::vector<Line> marked_lines_of(const Report& report);
/// One that is not ready, with what to do, in one line.
std::string trouble_of(const Row& row);
/// Of what is not ready alone, each with what to do, in one line; nothing where all is.
std::vector<std::string> troubles_of(const Report& report);
/// The headline, a line for each part that this kiosk has, and below each that is not ready what to do.
std::vector<std::string> lines_of(const Report& report);
/// One object: at, ready, rows [{part, level, name, found, remedy}]; a row that is ready has no remedy.
std::string as_json(const Report& report);

}  // namespace uketsuke::readiness
