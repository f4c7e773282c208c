// SPDX-License-Identifier: Apache-2.0
#include "environment.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

#include "log.hpp"

namespace uketsuke::base {
namespace {

/// A star stands for any rest.
using Pattern = std::string_view;

constexpr std::array<Pattern, 13> kSteering{
    "SSLKEYLOGFILE",  // libcurl writes the secrets of each connection there
    "OPENSSL_*",      // OPENSSL_CONF, OPENSSL_MODULES, OPENSSL_ENGINES: other cryptography
    "SSL_CERT_*",     // other CAs
    "CURL_*",         // another TLS library below libcurl
    "KRB5*",          // libcurl is linked with it: a trace into a file, plug-ins
    "PCSCLITE_*",     // another card daemon; its client's log of all commands
    "HOSTALIASES",    // another name for the service
    "LOCALDOMAIN",     "RES_OPTIONS",
    "RESOLV_*",         // RESOLV_HOST_CONF: other rules of names
    "SDL_DYNAMIC_API",  // a library that takes all calls to SDL
    "OPENCV_*",         // traces into a file, libraries that compute for it
    "FONTCONFIG_*",     // other fonts: other letters on the screen
};
/// In either case of letters, as libcurl looks for them.
constexpr std::array<Pattern, 5> kProxies{"http_proxy", "https_proxy", "all_proxy", "no_proxy", "ftp_proxy"};
constexpr std::array<Pattern, 2> kLoading{"LD_*", "GCONV_PATH"};

bool fits(Pattern pattern, std::string_view name) {
    if (!pattern.ends_with('*')) return name == pattern;
    return name.starts_with(pattern.substr(0, pattern.size() - 1));
}

template <class Patterns>
bool fits_any(const Patterns& patterns, std::string_view name) {
    return std::any_of(patterns.begin(), patterns.end(), [&](Pattern pattern) { return fits(pattern, name); });
}

std::string lowered(std::string_view text) {
    std::string low(text);
    for (auto& letter : low)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return low;
}

std::vector<std::string> names_there() {
    std::vector<std::string> names;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry)
        names.emplace_back(*entry, std::strcspn(*entry, "="));
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

std::string sentence_of(const Environment& environment) {
    const auto names = fmt::format("{}", fmt::join(environment.steering, ", "));
    if (environment.as_is)
        return fmt::format("as it is (--environment as-is){}{}", names.empty() ? "" : "; in it: ", names);
    return names.empty() ? "clean" : fmt::format("taken out: {}", names);
}

std::string loading_sentence(const Environment& environment) {
    return fmt::format("{} decided which code was loaded and cannot be taken back",
                       fmt::join(environment.loading, ", "));
}

}  // namespace

bool steers_a_library(std::string_view name) { return fits_any(kSteering, name) || fits_any(kProxies, lowered(name)); }

bool loads_code(std::string_view name) { return fits_any(kLoading, name); }

Environment clean_environment(bool as_is) {
    Environment found;
    found.as_is = as_is;
    for (auto& name : names_there()) {
        if (loads_code(name)) found.loading.push_back(name);
        if (!steers_a_library(name)) continue;
        if (!as_is) ::unsetenv(name.c_str());
        found.steering.push_back(std::move(name));
    }
    return found;
}

std::string describe(const Environment& environment) {
    auto text = fmt::format("environment: {}\n", sentence_of(environment));
    if (!environment.loading.empty()) text += fmt::format("environment: {}\n", loading_sentence(environment));
    return text;
}

void warn_about(const Environment& environment) {
    if (environment.as_is || !environment.steering.empty()) warn("environment", "{}", sentence_of(environment));
    if (!environment.loading.empty()) warn("environment", "{}", loading_sentence(environment));
}

}  // namespace uketsuke::base
