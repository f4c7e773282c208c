// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "firmware/base/error.hpp"

namespace uketsuke::config {

/// The settings' text with this value (a text, or a whole number's digits) under `key` ("table.name"), every other byte
/// as it was: the key's line is replaced, or put behind the table's own line, or the table is added at the end.
std::string with_setting(std::string_view toml, std::string_view key, std::string_view value);

/// Writes that into the file, which keeps its owner and mode. Where the result would not be the same settings with this
/// one changed (a table that is written in another way) nothing is written. Errors: file_unreadable, config_invalid.
base::Result<void> change_setting(const std::filesystem::path& file, std::string_view key, std::string_view value);

}  // namespace uketsuke::config
