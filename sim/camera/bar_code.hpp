// SPDX-License-Identifier: Apache-2.0
// Bar codes as a printer of patients' cards draws them.
#pragma once

#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/domain/code.hpp"

namespace uketsuke::sim {

/// Of bars and spaces in turn, a bar first, in modules, without the light margins. CODE128 of set B (ISO/IEC 15417),
/// CODE39 (ISO/IEC 16388) and NW-7 (EN 798) with wide elements of three modules, JAN of 13 digits (ISO/IEC 15420).
/// NW-7 begins and ends with one of A … D, which the text has. Errors: config_invalid (a sign that the kind has not, or
/// a wrong check digit; qr).
base::Result<std::vector<int>> bar_widths(std::string_view text, domain::CodeKind kind);

}  // namespace uketsuke::sim
