// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "schema.hpp"

namespace uketsuke::config {
namespace {

std::string toml_value(const std::vector<StaffCode>&) { return "[]"; }
std::string toml_value(bool value) { return value ? "true" : "false"; }
std::string toml_value(int value) { return fmt::to_string(value); }
std::string toml_value(double value) { return fmt::format("{}", value); }
std::string toml_value(const std::string& value) { return fmt::format("\"{}\"", value); }
std::string toml_value(const std::filesystem::path& value) { return toml_value(value.string()); }
std::string toml_value(const std::vector<std::string>& values) {
    std::string list;
    for (const auto& value : values) list += (list.empty() ? "" : ", ") + toml_value(value);
    return fmt::format("[{}]", list);
}

std::string_view type_name(const std::vector<StaffCode>&) { return "list"; }
std::string_view type_name(const std::vector<std::string>&) { return "list of texts"; }
std::string_view type_name(bool) { return "true or false"; }
std::string_view type_name(int) { return "whole number"; }
std::string_view type_name(double) { return "number"; }
std::string_view type_name(const std::string&) { return "text"; }
std::string_view type_name(const std::filesystem::path&) { return "path"; }

std::string default_of(const Row& row) {
    const Config usual;
    return std::visit([&](auto member) { return toml_value(value_in(usual, member)); }, row.member);
}
std::string_view type_of(const Row& row) {
    const Config usual;
    return std::visit([&](auto member) { return type_name(value_in(usual, member)); }, row.member);
}

/// "100 to 60000", the form of a text, or nothing.
std::string range_of(const Row& row) {
    if (!row.allowed.empty()) return std::string(row.allowed);
    return row.most > row.least ? fmt::format("{} to {}", row.least, row.most) : "";
}

std::string escape_bars(std::string text) {
    for (auto at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) text.insert(at, "\\");
    return text;
}

std::string_view table_of(const Row& row) { return row.key.substr(0, row.key.find('.')); }
std::string_view name_of(const Row& row) { return row.key.substr(row.key.find('.') + 1); }

}  // namespace

std::string print_reference() {
    std::string page =
        "# Settings\n\n"
        "Printed from the schema table in `firmware/config/schema.cpp`; a test holds this page to it. An unknown key, "
        "a wrong\n"
        "type or a value out of range is an error with line and column. Paths are taken from the folder of the "
        "settings file.\n"
        "`packaging/uketsuke.toml` is a sample with all defaults.\n\n"
        "| key | type | default | range or form | meaning |\n|---|---|---|---|---|\n";
    for (const auto& row : schema()) {
        const auto range = escape_bars(range_of(row));
        page += fmt::format("| `{}` | {} | `{}` | {} | {} |\n", row.key, type_of(row), default_of(row),
                            range.empty() ? "" : fmt::format("`{}`", range), row.sentence);
    }
    return page;
}

std::string print_sample() {
    std::string sample =
        "# SPDX-License-Identifier: Apache-2.0\n"
        "# Settings of Uketsuke, all at their defaults. docs/config.md lists types and ranges.\n";
    std::string_view table;
    for (const auto& row : schema()) {
        if (table_of(row) != table) sample += fmt::format("\n[{}]\n", table = table_of(row));
        const auto range = range_of(row);
        sample += fmt::format("# {}{}\n{} = {}\n", row.sentence, range.empty() ? "" : fmt::format(" ({})", range),
                              name_of(row), default_of(row));
    }
    return sample;
}

}  // namespace uketsuke::config
