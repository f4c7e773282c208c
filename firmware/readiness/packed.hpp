// SPDX-License-Identifier: Apache-2.0
// A report as it goes from a kiosk to the desk: what was found alone, since both have the names and remedies.
#pragma once

#include <string>
#include <string_view>

#include "report.hpp"

namespace uketsuke::readiness {

/// Longest of one part's `found` that is packed, in bytes; what is longer is cut between letters. All parts stay below
/// the longest line between kiosk and desk.
constexpr std::size_t kLongestFound = 150;

/// A line for each row, "part level found", without its time.
std::string pack(const Report& report);
/// Of that time. Lines that are none (of another version's kiosk) are left out.
Report unpack(std::string_view rows, base::WallTime at);

}  // namespace uketsuke::readiness
