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
/// The headline, a line for each part that this kiosk has, and below each that is not ready what to do.
std::vector<std::string> lines_of(const Report& report);
/// One object: at, ready, rows [{part, level, name, found, remedy}]; a row that is ready has no remedy.
std::string as_json(const Report& report);

}  // namespace uketsuke::readiness
