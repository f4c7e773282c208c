// SPDX-License-Identifier: Apache-2.0
#include "change_setting.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <regex>

#include "firmware/base/file.hpp"
#include "firmware/base/system_error.hpp"
#include "schema.hpp"

namespace uketsuke::config {
namespace {

using base::ErrorCode;

std::string quoted(std::string_view value) {
    std::string text = "\"";
    for (const char c : value) text += c == '"' || c == '\\' ? fmt::format("\\{}", c) : std::string(1, c);
    return text + '"';
}

/// Where the line with this text begins, which stands at the beginning of a line; npos: nowhere before `end`.
std::size_t line_like(const std::string& text, const std::string& pattern, std::size_t begin, std::size_t end) {
    const std::regex line("(^|\n)[ \t]*" + pattern);
    std::smatch found;
    const auto first = text.begin() + static_cast<std::ptrdiff_t>(begin),
               last = text.begin() + static_cast<std::ptrdiff_t>(end);
    if (!std::regex_search(first, last, found, line)) return std::string::npos;
    return begin + static_cast<std::size_t>(found.position()) + static_cast<std::size_t>(found.length(1));
}

std::size_t end_of_line(const std::string& text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

/// Where values of one type live; nullptr: the key's are of another, or there is no such key.
template <class T>
T Config::*member_of(std::string_view key) {
    for (const auto& row : schema())
        if (const auto* member = std::get_if<T Config::*>(&row.member); member != nullptr && row.key == key)
            return *member;
    return nullptr;
}

/// As it is written there: a whole number as it is, all else as a text.
std::string written(std::string_view key, std::string_view value) {
    return member_of<int>(key) != nullptr ? std::string(value) : quoted(value);
}

/// Whether `after` says this and everything else as `before` does.
bool only_this_differs(Config before, const Config& after, std::string_view key, std::string_view value) {
    if (const auto text = member_of<std::string>(key)) {
        before.*text = value;
        return before == after;
    }
    const auto number = member_of<int>(key);
    if (number == nullptr || std::to_string(after.*number) != value) return false;
    before.*number = after.*number;
    return before == after;
}

/// What it was readable for, it stays readable for.
base::Result<void> keep_owner(const std::filesystem::path& file, const struct stat& was) {
    if (::chmod(file.c_str(), was.st_mode & 07777) == 0 &&
        (::geteuid() != 0 || ::chown(file.c_str(), was.st_uid, was.st_gid) == 0))
        return {};
    return base::system_error(ErrorCode::file_unreadable, file.string());
}

}  // namespace

std::string with_setting(std::string_view toml, std::string_view key, std::string_view value) {
    std::string text(toml);
    const auto dot = key.find('.');
    const std::string table(key.substr(0, dot)), name(key.substr(dot + 1));
    const auto line = fmt::format("{} = {}", name, written(key, value));
    const auto header = line_like(text, "\\[" + table + "\\]", 0, text.size());
    if (header == text.npos) {
        const auto* gap = text.empty() || text.ends_with('\n') ? "" : "\n";
        return text + fmt::format("{}{}[{}]\n{}\n", gap, text.empty() ? "" : "\n", table, line);
    }
    const auto inside = end_of_line(text, header);
    const auto next = std::min(line_like(text, "\\[", inside, text.size()), text.size());
    const auto old = line_like(text, name + "[ \t]*=", inside, next);
    if (old == text.npos) return text.insert(inside, "\n" + line);
    return text.replace(old, end_of_line(text, old) - old, line);
}

base::Result<void> change_setting(const std::filesystem::path& file, std::string_view key, std::string_view value) {
    struct stat was {};
    if (::stat(file.c_str(), &was) != 0) return base::system_error(ErrorCode::file_unreadable, file.string());
    const auto before = base::read_file(file);
    if (!before) return base::fail(before.error());
    const auto settings = parse_config(*before, file);
    if (!settings) return base::fail(settings.error());
    const auto after = with_setting(*before, key, value);
    const auto changed = parse_config(after, file);
    if (!changed || !only_this_differs(*settings, *changed, key, value))
        return base::fail(ErrorCode::config_invalid,
                          fmt::format("{}: {} cannot be put in without changing more; write it in by hand: {}",
                                      file.string(), key, written(key, value)));
    std::error_code unknown;
    const auto itself = std::filesystem::canonical(file, unknown);  // a link goes on leading to it
    const auto& place = unknown ? file : itself;
    if (auto written = base::replace_file(place, after); !written) return written;
    return keep_owner(place, was);
}

}  // namespace uketsuke::config
