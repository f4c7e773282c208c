// SPDX-License-Identifier: Apache-2.0
#include "subnet.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace uketsuke::desk {
namespace {

constexpr std::size_t kMapped = 12;  ///< bytes before an IPv4 address within IPv6

bool is_v4(const Address& address) {
    constexpr std::array<std::uint8_t, kMapped> head{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    return std::equal(head.begin(), head.end(), address.bytes.begin());
}

}  // namespace

std::optional<Address> Address::parse(const std::string& text) {
    Address address;
    if (::inet_pton(AF_INET6, text.c_str(), address.bytes.data()) == 1) return address;
    address = {};
    address.bytes[10] = address.bytes[11] = 0xff;
    if (::inet_pton(AF_INET, text.c_str(), address.bytes.data() + kMapped) == 1) return address;
    return std::nullopt;
}

bool is_loopback(const Address& address) {
    return address == *Address::parse("::1") || (is_v4(address) && address.bytes[kMapped] == 127);
}

bool is_any(const Address& address) {
    return address == *Address::parse("::") || address == *Address::parse("0.0.0.0");
}

std::optional<Subnet> Subnet::parse(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto address = Address::parse(std::string(text.substr(0, slash)));
    const auto digits = text.substr(slash + 1);
    int bits = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (!address || error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    const int before = is_v4(*address) ? 96 : 0;
    if (bits < 0 || bits + before > 128) return std::nullopt;
    return Subnet(*address, bits + before);
}

bool Subnet::holds(const Address& address) const {
    const auto whole = static_cast<std::size_t>(bits_ / 8);
    if (!std::equal(base_.bytes.begin(), base_.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                    address.bytes.begin()))
        return false;
    const int rest = bits_ % 8;
    return rest == 0 || (base_.bytes.at(whole) ^ address.bytes.at(whole)) >> (8 - rest) == 0;
}

}  // namespace uketsuke::desk
