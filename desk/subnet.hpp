// SPDX-License-Identifier: Apache-2.0
// IP addresses, and who belongs to which part of a network.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace uketsuke::desk {

/// IPv4 or IPv6; an IPv4 address that is written as IPv6 is the IPv4 one.
struct Address {
    std::array<std::uint8_t, 16> bytes{};
    static std::optional<Address> parse(const std::string& text);
    bool operator==(const Address&) const = default;
};

/// This machine itself (127.0.0.0/8, ::1).
bool is_loopback(const Address& address);
/// No address of its own, but all that a machine has (0.0.0.0, ::).
bool is_any(const Address& address);

class Subnet {
public:
    /// "192.0.2.0/24", "2001:db8::/64".
    static std::optional<Subnet> parse(std::string_view text);
    [[nodiscard]] bool holds(const Address& address) const;

private:
    Subnet(Address base, int bits) : base_(base), bits_(bits) {}
    Address base_;
    int bits_;  ///< of 128
};

}  // namespace uketsuke::desk
