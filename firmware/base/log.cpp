// SPDX-License-Identifier: Apache-2.0
#include "log.hpp"

#include <atomic>
#include <cstdio>

namespace uketsuke::base {
namespace {
std::atomic<LogLevel> g_level{LogLevel::warning};
}

void set_log_level(LogLevel level) { g_level = level; }

void log(LogLevel level, std::string_view category, std::string_view text) {
    if (level > g_level.load()) return;
    const auto line = fmt::format("{}: {}\n", category, text);
    std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace uketsuke::base
