// SPDX-License-Identifier: Apache-2.0
#include "old_words.hpp"

#include <fmt/format.h>

#include <regex>
#include <sstream>

#include "verbs.hpp"

namespace uketsuke::sim {

std::vector<std::string> renewed(std::vector<std::string> words) {
    if (!words.empty() && words[0] == "today") words[0] = "clock";
    if (words == std::vector<std::string>{"type", "staff", "password"}) words = {"type", "staff_password"};
    return words;
}

std::string renewed_if_old(const std::string& text) {
    static const std::regex kVersion("(^|\n)version\\s");
    if (std::regex_search(text, kVersion)) return text;
    static const std::regex kToday("^today(\\s)"), kPassword("^(type\\s+)staff\\s+password\\b");
    std::istringstream in(text);
    std::string whole;
    bool told = false;
    for (std::string line; std::getline(in, line);) {
        if (!told && !line.empty() && line[0] != '#') {
            whole += fmt::format("version {}\n", kVerbsVersion);
            told = true;
        }
        line = std::regex_replace(std::regex_replace(line, kToday, "clock$1"), kPassword, "$1staff_password");
        whole += line + "\n";
    }
    return whole;
}

}  // namespace uketsuke::sim
