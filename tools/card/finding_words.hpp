// SPDX-License-Identifier: Apache-2.0
// How the tool writes what it found.
#pragma once

#include <string>

#include "firmware/base/bytes.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::tools::card {

/// "2028-03-12".
std::string iso(base::Date date);
/// From one date to another; negative when it lies before.
int days_between(base::Date from, base::Date to);
/// "3B 88 80 01", for what is public: an ATR, a command's header.
std::string spaced_hex(base::ByteView bytes);

}  // namespace uketsuke::tools::card
