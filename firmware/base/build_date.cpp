// SPDX-License-Identifier: Apache-2.0
#include "build_date.hpp"

namespace uketsuke::base {

WallTime build_date() { return parse_iso8601(UKETSUKE_BUILD_DATE "T00:00:00Z").value(); }

}  // namespace uketsuke::base
