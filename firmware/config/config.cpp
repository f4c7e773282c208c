// SPDX-License-Identifier: Apache-2.0
#include "config.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <optional>
#include <regex>

#include "firmware/base/file.hpp"
#include "schema.hpp"

namespace uketsuke::config {
namespace {

using base::ErrorCode;

/// Puts values of a parsed file into a Config; stops at the first that is wrong.
class Loader {
public:
    explicit Loader(std::filesystem::path file) : file_(std::move(file)) {}

    base::Result<Config> load(const toml::table& root) {
        for (const auto& [name, node] : root) {
            if (const auto* table = node.as_table())
                load_table(name.str(), *table);
            else
                complain(name.source(), fmt::format("'{}' does not stand in a table", name.str()));
            if (problem_) return base::fail(ErrorCode::config_invalid, *problem_);
        }
        return std::move(config_);
    }

private:
    void load_table(std::string_view table, const toml::table& entries) {
        const auto prefix = fmt::format("{}.", table);
        const auto rows = schema();
        if (std::none_of(rows.begin(), rows.end(), [&](const Row& row) { return row.key.starts_with(prefix); }))
            return complain(entries.source(), fmt::format("there is no table [{}]", table));
        for (const auto& [name, value] : entries) {
            const toml::node& node = value;  // clang 14 captures no structured binding
            const auto key = prefix + std::string(name.str());
            const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.key == key; });
            if (row == rows.end()) return complain(name.source(), fmt::format("there is no key '{}'", key));
            std::visit([&](auto member) { set(*row, member, node); }, row->member);
            if (problem_) return;
        }
    }

    void set(const Row& row, bool Config::*member, const toml::node& node) {
        if (!node.is_boolean()) return complain(row, node, "is not true or false");
        config_.*member = *node.value<bool>();
    }
    void set(const Row& row, int Config::*member, const toml::node& node) {
        const auto value = node.is_integer() ? node.value<std::int64_t>() : std::nullopt;
        if (!value) return complain(row, node, "is not a whole number");
        if (!in_range(row, node, static_cast<double>(*value))) return;
        config_.*member = static_cast<int>(*value);
    }
    void set(const Row& row, double Config::*member, const toml::node& node) {
        if (!node.is_number()) return complain(row, node, "is not a number");
        const auto value = *node.value<double>();
        if (in_range(row, node, value)) config_.*member = value;
    }
    void set(const Row& row, std::string Config::*member, const toml::node& node) {
        const auto value = node.is_string() ? node.value<std::string>() : std::nullopt;
        if (!value) return complain(row, node, "is not a text");
        if (!row.allowed.empty() && !std::regex_match(*value, std::regex(std::string(row.allowed))))
            return complain(row, node, fmt::format("is not of the form {}", row.allowed));
        config_.*member = *value;
    }
    void set(const Row& row, std::filesystem::path Config::*member, const toml::node& node) {
        const auto value = node.is_string() ? node.value<std::string>() : std::nullopt;
        const bool may_be_empty = (Config{}.*member).empty();
        if (!value || (value->empty() && !may_be_empty)) return complain(row, node, "is not a path");
        config_.*member = value->empty() ? std::filesystem::path() : file_.parent_path() / *value;
    }

    /// Also false for nan, which is in no range.
    bool in_range(const Row& row, const toml::node& node, double value) {
        const bool fits = value >= row.least && value <= row.most;
        if (!fits) complain(row, node, fmt::format("is not {} to {}", row.least, row.most));
        return fits;
    }
    void complain(const Row& row, const toml::node& node, std::string_view what) {
        complain(node.source(), fmt::format("'{}' {}", row.key, what));
    }
    void complain(const toml::source_region& where, std::string_view what) {
        problem_ = fmt::format("{}:{}:{}: {}", file_.string(), where.begin.line, where.begin.column, what);
    }

    const std::filesystem::path file_;
    Config config_;
    std::optional<std::string> problem_;
};

}  // namespace

base::Result<Config> load_config(const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    return parse_config(*text, file);
}

base::Result<Config> parse_config(std::string_view text, const std::filesystem::path& file) {
    try {
        return Loader(file).load(toml::parse(text, file.string()));
    } catch (const toml::parse_error& error) {
        const auto at = error.source().begin;
        return base::fail(ErrorCode::config_invalid,
                          fmt::format("{}:{}:{}: {}", file.string(), at.line, at.column, error.description()));
    }
}

}  // namespace uketsuke::config
