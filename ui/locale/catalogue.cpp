// SPDX-License-Identifier: Apache-2.0
#include "catalogue.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace uketsuke::ui {
namespace {

using base::ErrorCode;

/// `"text"` with its escapes undone, or nothing when it is not one quoted string.
base::Result<std::string> unquote(std::string_view quoted) {
    if (quoted.size() < 2 || quoted.front() != '"' || quoted.back() != '"')
        return base::fail(ErrorCode::config_invalid, "a quoted string is wanted");
    std::string text;
    for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
        if (quoted[i] != '\\') {
            text += quoted[i];
            continue;
        }
        const char escaped = quoted[++i];
        text += escaped == 'n' ? '\n' : escaped;
    }
    return text;
}

/// Cuts the next line off the front.
std::string_view take_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return line;
}

base::Unexpected<base::Error> fail_at(int line, std::string_view why) {
    return base::fail(ErrorCode::config_invalid, "line " + std::to_string(line) + ": " + std::string(why));
}

}  // namespace

base::Result<Catalogue> Catalogue::parse(std::string_view po) {
    constexpr std::string_view kId = "msgid ", kText = "msgstr ";
    Catalogue result;
    std::string key;
    std::string* into = nullptr;
    for (int number = 1; !po.empty(); ++number) {
        auto line = take_line(po);
        if (line.empty() || line.front() == '#') continue;
        if (line.substr(0, kId.size()) == kId) {
            line.remove_prefix(kId.size());
            key.clear();
            into = &key;
        } else if (line.substr(0, kText.size()) == kText) {
            line.remove_prefix(kText.size());
            if (result.has(key)) return fail_at(number, "\"" + key + "\" is there twice");
            into = &result.texts_[key];
        }
        const auto text = unquote(line);
        if (!text || !into) return fail_at(number, text ? "no msgid before this" : text.error().detail);
        *into += *text;
    }
    result.texts_.erase("");  // the file's header
    return result;
}

const std::string& Catalogue::text(std::string_view key) const {
    const auto found = texts_.find(key);
    if (found == texts_.end()) throw std::out_of_range("no text for " + std::string(key));
    return found->second;
}

std::string fill(std::string text, int n, int width) {
    return fill(std::move(text), "{n}", fmt::format("{:0{}}", n, width));
}

std::string fill(std::string text, std::string_view hole, std::string_view value) {
    for (auto at = text.find(hole); at != std::string::npos; at = text.find(hole, at + value.size()))
        text.replace(at, hole.size(), value);
    return text;
}

}  // namespace uketsuke::ui
