// SPDX-License-Identifier: Apache-2.0
// base::wipe with a switch: the linker sends every call of the watched kiosk here (--wrap), so that a test can leave
// out the wipe of one place in the code and see whether anybody notices.
#pragma once

#include <string>

namespace uketsuke::test {

/// From now on the wipes that are called at these places (in hex, with blanks between; 64 at most) do nothing, and all
/// others work.
void skip_wipes_at(const std::string& places);
/// The places from which something was wiped so far, as offsets into the program, in hex, with blanks between.
std::string places_that_wiped();

}  // namespace uketsuke::test
