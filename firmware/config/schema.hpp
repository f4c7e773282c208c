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
                 std::filesystem::path Config::*, std::vector<StaffCode> Config::*, std::vector<std::string> Config::*,
                 domain::Question>
        member;                ///< a question: whether Config::asks it
    std::string_view allowed;  ///< for texts: a regular expression that the whole text matches; empty = any.
                               ///< For a list: what one of it looks like.
    double least = 0;          ///< for numbers, inclusive
    double most = 0;
    std::string_view sentence;
    /// For texts: what is wrong with one that has the form; empty: nothing is.
    std::string (*complaint)(std::string_view) = nullptr;
};

/// The value in a Config.
auto& value_in(auto& config, auto member) { return config.*member; }
auto& value_in(auto& config, domain::Question question) { return config.asks[question]; }

/// Rows of one TOML table stand together. The settings of questions (domain::QuestionRow) stand last.
std::span<const Row> schema();

}  // namespace uketsuke::config
