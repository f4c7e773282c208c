// SPDX-License-Identifier: Apache-2.0
// One line a message to standard error: "category: text". For engineers; never a secret, never a person's data.
#pragma once

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace uketsuke::base {

enum class LogLevel { quiet, warning, info, debug };

/// Thread-safe. The default is warning.
void set_log_level(LogLevel level);
void log(LogLevel level, std::string_view category, std::string_view text);

template <class... Args>
void warn(std::string_view category, fmt::format_string<Args...> format, Args&&... args) {
    log(LogLevel::warning, category, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void info(std::string_view category, fmt::format_string<Args...> format, Args&&... args) {
    log(LogLevel::info, category, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace uketsuke::base
