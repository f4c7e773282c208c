// SPDX-License-Identifier: Apache-2.0
#include "manifest_file.hpp"

#include <fmt/format.h>

namespace uketsuke::models::network {
namespace {

using base::ErrorCode;

constexpr const char* kLocal = "manifest.local.toml";

base::Result<toml::table> parse(const std::filesystem::path& file) {
    try {
        return toml::table(toml::parse_file(file.string()));
    } catch (const toml::parse_error& error) {
        return base::fail(ErrorCode::model_invalid,
                          fmt::format("{}:{}: {}", file.string(), error.source().begin.line, error.description()));
    }
}

/// Key by key, sections within sections.
void lay_over(toml::table& table, const toml::table& over) {
    for (const auto& [key, node] : over) {
        auto* into = table.get_as<toml::table>(key);
        if (into != nullptr && node.is_table())
            lay_over(*into, *node.as_table());
        else
            table.insert_or_assign(key, node);
    }
}

}  // namespace

base::Result<toml::table> read_manifest(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file))
        return base::fail(ErrorCode::model_invalid, file.string() + " is missing: run ./kiosk setup");
    auto table = parse(file);
    if (!table) return table;
    if (const auto local = file.parent_path() / kLocal; std::filesystem::exists(local)) {
        const auto over = parse(local);
        if (!over) return over;
        lay_over(*table, *over);
    }
    return table;
}

}  // namespace uketsuke::models::network
