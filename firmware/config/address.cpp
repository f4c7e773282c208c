// SPDX-License-Identifier: Apache-2.0
#include "address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace uketsuke::config {
namespace {

constexpr std::size_t kLongestName = 253, kLongestLabel = 63;
constexpr int kLastPort = 65535;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= kLongestLabel && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), [](char c) { return is_digit(c) || is_letter(c) || c == '-'; });
}

bool is_address(int family, std::string_view text) {
    in6_addr room{};
    return ::inet_pton(family, std::string(text).c_str(), &room) == 1;
}

/// A name of DNS in ASCII, or an IPv4 address: what ends in a number is none of the names.
bool is_host(std::string_view host) {
    if (host.starts_with('[') && host.ends_with(']'))
        return host.size() > 2 && is_address(AF_INET6, host.substr(1, host.size() - 2));
    const auto last = host.substr(host.rfind('.') + 1);  // npos + 1 is 0
    if (!last.empty() && std::all_of(last.begin(), last.end(), is_digit)) return is_address(AF_INET, host);
    if (host.size() > kLongestName) return false;
    for (std::size_t start = 0; start <= host.size();) {
        const auto end = std::min(host.find('.', start), host.size());
        if (!is_label(host.substr(start, end - start))) return false;
        start = end + 1;
    }
    return true;
}

bool is_port(std::string_view text) {
    int port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port >= 1 && port <= kLastPort;
}

/// A byte outside printable ASCII, in hex.
std::optional<std::string> stray_byte(std::string_view text) {
    for (const char c : text)
        if (c <= ' ' || c > '~') return fmt::format("{:02x}", static_cast<unsigned char>(c));
    return std::nullopt;
}

/// "host", "host:port", "[address]:port".
std::string complaint_about_authority(std::string_view authority) {
    const auto bracket = authority.rfind(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    const auto host = authority.substr(0, colon);
    if (!is_host(host)) return fmt::format("has no host name or address in \"{}\"", host);
    if (colon == std::string_view::npos) return "";
    const auto port = authority.substr(colon + 1);
    return is_port(port) ? "" : fmt::format("has no port of 1 to {} in \"{}\"", kLastPort, port);
}

}  // namespace

std::string complaint_about_url(std::string_view url) {
    if (url.empty()) return "";
    if (const auto stray = stray_byte(url))
        return fmt::format("is not plain ASCII (byte 0x{}): a name in kanji is written in its xn-- form", *stray);
    if (const auto mark = url.find_first_of("?#"); mark != std::string_view::npos)
        return fmt::format("holds '{}', which no address of ours has", url[mark]);
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) return "has no scheme";
    const auto rest = url.substr(scheme + 3);
    return complaint_about_authority(rest.substr(0, rest.find('/')));
}

std::string complaint_about_key_uri(std::string_view uri) {
    if (uri.empty()) return "";
    for (const std::string_view secret : {"pin-value", "pin-source"})
        if (uri.find(secret) != std::string_view::npos)
            return fmt::format("holds a {}: the PIN belongs into service.key_pin", secret);
    const bool named = uri.find("object=") != std::string_view::npos || uri.find("id=") != std::string_view::npos;
    return named ? "" : "names no key: add object= or id=";
}

std::string complaint_about_host(std::string_view url) {
    if (auto complaint = complaint_about_url(url); !complaint.empty()) return complaint;
    return url.empty() ? "is empty" : "";
}

}  // namespace uketsuke::config
