// SPDX-License-Identifier: Apache-2.0
#include "output_of.hpp"

#include <sys/wait.h>

#include <array>
#include <cstdio>

namespace uketsuke::tools::bench {

std::optional<std::string> output_of(const std::string& command) {
    std::string text;
    auto* pipe = ::popen((command + " 2>/dev/null").c_str(), "re");
    if (pipe == nullptr) return std::nullopt;
    std::array<char, 512> part{};
    while (const auto size = std::fread(part.data(), 1, part.size(), pipe)) text.append(part.data(), size);
    return WEXITSTATUS(::pclose(pipe)) == 0 ? std::optional(text) : std::nullopt;
}

}  // namespace uketsuke::tools::bench
