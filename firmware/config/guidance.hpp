// SPDX-License-Identifier: Apache-2.0
// The dated guidance: a TOML file of its own (packaging/guidance.toml), because its dates change when the settings of a
// kiosk do not.
#pragma once

#include <filesystem>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/domain/desk_guide.hpp"

namespace uketsuke::config {

/// Rows in the order of the file. Errors: file_unreadable; config_invalid with "file:line:column: what is wrong": an
/// unknown key or word, a date that is none, a row that ends before it begins, words missing for the clerk, a situation
/// in which nothing counts for ever.
base::Result<domain::DeskGuide> load_guidance(const std::filesystem::path& file);
/// The same for a text; `file` names it in messages. Errors: config_invalid.
base::Result<domain::DeskGuide> parse_guidance(std::string_view toml, const std::filesystem::path& file);

}  // namespace uketsuke::config
