// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "time.hpp"

namespace uketsuke::base {

/// The day on which this program was configured to be built (SOURCE_DATE_EPOCH, where that is set), at midnight UTC: no
/// right clock stands before it.
WallTime build_date();

}  // namespace uketsuke::base
