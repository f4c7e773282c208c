// SPDX-License-Identifier: Apache-2.0
#include "shared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "readings.hpp"

namespace uketsuke::tools::voice {
namespace {

/// The texts of the first that are not in the second.
std::vector<std::string> without(const std::vector<std::string>& texts, const std::set<std::string>& others) {
    std::vector<std::string> all;
    std::ranges::copy_if(texts, std::back_inserter(all), [&](const auto& text) { return !others.contains(text); });
    return all;
}

}  // namespace

int complain(Exit code, std::string_view sentence) {
    fmt::print(stderr, "uketsuke-voice: {}\n", sentence);
    return code;
}

int check_language(const std::string& language) {
    return texts_for(language).empty() ? complain(kWrongWords, "no texts in " + language) : kDone;
}

std::filesystem::path folder_of(const Words& words) { return std::filesystem::path(words.packs) / words.language; }

Compared compared(const std::string& language, const std::vector<drivers::sound::Recording>& recordings) {
    const auto texts = texts_for(language);
    std::vector<std::string> recorded;
    for (const auto& one : recordings) recorded.push_back(one.text);
    return {without(texts, {recorded.begin(), recorded.end()}), without(recorded, {texts.begin(), texts.end()})};
}

int print(const Compared& compared) {
    for (const auto& text : compared.missing) fmt::print("missing   {}\n", text);
    for (const auto& text : compared.unneeded) fmt::print("unneeded  {}\n", text);
    fmt::print("{} missing, {} unneeded\n", compared.missing.size(), compared.unneeded.size());
    return compared.missing.empty() ? kDone : kWrong;
}

}  // namespace uketsuke::tools::voice
