// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "firmware/base/error.hpp"

namespace uketsuke::tools::card {

/// What an engineer does about an error, one step each; the catalogue's remedy is what a patient is told. May be empty.
std::vector<std::string> advice_for(base::ErrorCode error);

}  // namespace uketsuke::tools::card
