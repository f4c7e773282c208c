// SPDX-License-Identifier: Apache-2.0
#include "page_status.hpp"

#include <algorithm>
#include <cctype>

#include "firmware/base/file.hpp"

namespace uketsuke::desk_link {
namespace {

constexpr std::size_t kLength = 32 * 3 - 1;

std::filesystem::path fingerprint_file(std::filesystem::path socket) { return socket += ".fingerprint"; }

bool is_fingerprint(const std::string& text) {
    return text.size() == kLength && std::ranges::all_of(text, [at = 0](unsigned char c) mutable {
               return ++at % 3 == 0 ? c == ':' : std::isxdigit(c) != 0;
           });
}

}  // namespace

base::Result<void> write_fingerprint(const std::filesystem::path& socket, const std::string& fingerprint) {
    return base::replace_file(fingerprint_file(socket), fingerprint + "\n");
}

std::optional<std::string> read_fingerprint(const std::filesystem::path& socket) {
    auto text = base::read_file(fingerprint_file(socket));
    if (!text) return std::nullopt;
    std::string line(text->begin(), std::find(text->begin(), text->end(), '\n'));
    return is_fingerprint(line) ? std::optional(std::move(line)) : std::nullopt;
}

}  // namespace uketsuke::desk_link
