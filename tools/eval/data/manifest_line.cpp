// SPDX-License-Identifier: Apache-2.0
#include "manifest_line.hpp"

#include <fmt/format.h>

namespace uketsuke::tools::eval {
namespace {

/// Whether a line begins with the key and an equals sign behind it.
bool sets(std::string_view line, std::string_view key) {
    if (line.substr(0, key.size()) != key) return false;
    const auto sign = line.find_first_not_of(' ', key.size());
    return sign != std::string_view::npos && line[sign] == '=';
}

std::size_t end_of_line(std::string_view text, std::size_t from) {
    const auto end = text.find('\n', from);
    return end == std::string_view::npos ? text.size() : end + 1;
}

}  // namespace

base::Result<std::string> with_line(std::string_view manifest, std::string_view section, std::string_view key,
                                    std::string_view value) {
    const auto header = fmt::format("[{}]", section);
    const auto line = fmt::format("{} = \"{}\"\n", key, value);
    std::size_t inside = 0;  // where the section's lines begin, once it is found
    for (std::size_t at = 0; at < manifest.size(); at = end_of_line(manifest, at)) {
        const auto here = manifest.substr(at, end_of_line(manifest, at) - at);
        if (inside != 0 && here.front() == '[') break;
        if (inside != 0 && sets(here, key))
            return fmt::format("{}{}{}", manifest.substr(0, at), line, manifest.substr(at + here.size()));
        if (here.substr(0, header.size()) == header) inside = at + here.size();
    }
    if (inside == 0) return base::fail(base::ErrorCode::config_invalid, "there is no section " + header);
    return fmt::format("{}{}{}", manifest.substr(0, inside), line, manifest.substr(inside));
}

}  // namespace uketsuke::tools::eval
