// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace uketsuke::eligibility {

/// A message of the service as it may stand in the log: without digits, kana of half width (names are told in them),
/// Latin words of capitals (foreign names) and whatever stands in quotes or brackets, since any of it may be a
/// person's; cut at 60 letters. UTF-8 in and out.
std::string masked(std::string_view message);

}  // namespace uketsuke::eligibility
