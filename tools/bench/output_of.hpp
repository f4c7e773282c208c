// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace uketsuke::tools::bench {

/// What a command of the shell writes, its errors aside; nullopt when it fails.
std::optional<std::string> output_of(const std::string& command);

}  // namespace uketsuke::tools::bench
