// SPDX-License-Identifier: Apache-2.0
// Changing one value of a manifest and nothing else of it, its comments least of all.
#pragma once

#include <string>
#include <string_view>

#include "firmware/base/error.hpp"

namespace uketsuke::tools::eval {

/// The manifest with `key = "value"` in its [section]: in place of the line that is there, or as the section's first.
/// One `key = value` a line, as the manifest has it. Errors: config_invalid (there is no such section).
base::Result<std::string> with_line(std::string_view manifest, std::string_view section, std::string_view key,
                                    std::string_view value);

}  // namespace uketsuke::tools::eval
