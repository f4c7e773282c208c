// SPDX-License-Identifier: Apache-2.0
// What somebody holds who took the desk's machine, and what to do then.
#pragma once

#include <string>

#include "settings.hpp"

namespace uketsuke::desk {

/// By what these settings name and what lies there.
std::string stolen(const Settings& settings);

}  // namespace uketsuke::desk
