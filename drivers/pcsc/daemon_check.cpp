// SPDX-License-Identifier: Apache-2.0
#include "daemon_check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <string_view>
#include <vector>

namespace uketsuke::drivers::pcsc {
namespace {

/// One argument; a short option that takes a value (pcscd(8): c, t, r, s) ends a bundle.
bool logs_apdus(std::string_view argument) {
    using std::string_view_literals::operator""sv;
    if (argument.starts_with("--"))
        return argument.size() > 2 && ("--apdu"sv.starts_with(argument) || "--debug"sv.starts_with(argument));
    if (!argument.starts_with('-')) return false;
    const auto bundle = argument.substr(1, argument.find_first_of("ctrs") - 1);
    return bundle.find_first_of("ad") != bundle.npos;
}

std::vector<std::string> command_line(const std::filesystem::path& process) {
    std::ifstream file(process / "cmdline", std::ios::binary);
    std::vector<std::string> words;
    for (std::string word; std::getline(file, word, '\0');) words.push_back(word);
    return words;
}

bool is_process(const std::string& name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isdigit(c); });
}

}  // namespace

bool arguments_log_apdus(std::span<const std::string> arguments) {
    return std::any_of(arguments.begin(), arguments.end(), logs_apdus);
}

std::optional<std::string> pcscd_logs_apdus(const std::filesystem::path& proc) {
    std::error_code ignored;  // processes come and go while we look
    for (std::filesystem::directory_iterator entry(proc, ignored), end; entry != end; entry.increment(ignored)) {
        const auto name = entry->path().filename().string();
        if (!is_process(name)) continue;
        const auto words = command_line(entry->path());
        if (words.empty() || std::filesystem::path(words.front()).filename() != "pcscd") continue;
        if (const std::span arguments(words.begin() + 1, words.end()); arguments_log_apdus(arguments))
            return fmt::format("pcscd (process {}) was started with {}: it logs APDUs, and so PINs", name,
                               fmt::join(arguments, " "));
    }
    return std::nullopt;
}

}  // namespace uketsuke::drivers::pcsc
