// SPDX-License-Identifier: Apache-2.0
// Groups of people, so that error rates can be looked at within each.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "firmware/base/error.hpp"

namespace uketsuke::tools::eval {

/// Group → its people.
using Groups = std::map<std::string, std::set<std::string>>;

/// One person a line: `subject`, or `subject<tab>group`. Without the second column the group is called `name`. Empty
/// lines and lines with # are skipped. Errors: config_invalid (nobody in it, or a line with more columns).
base::Result<Groups> parse_groups(std::string_view text, const std::string& name);
/// The group of a file without a second column is called as the file is. Errors: also file_unreadable.
base::Result<Groups> read_groups(const std::filesystem::path& file);

}  // namespace uketsuke::tools::eval
