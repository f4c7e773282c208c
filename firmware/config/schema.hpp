// SPDX-License-Identifier: Apache-2.0
// The schema table: one row a key.
#pragma once

#include <span>
#include <variant>

#include "config.hpp"

namespace uketsuke::config {

struct Row {
    std::string_view key;  ///< "table.name"; a number's unit ends the name
    /// Where the value lives, and with that its type.
    std::variant<bool Config::*, int Config::*, double Config::*, std::string Config::*,
                 std::filesystem::path Config::*>
        member;
    std::string_view allowed;  ///< for texts: a regular expression that the whole text matches; empty = any
    double least = 0;          ///< for numbers, inclusive
    double most = 0;
    std::string_view sentence;
};

/// Rows of one TOML table stand together.
std::span<const Row> schema();

}  // namespace uketsuke::config
