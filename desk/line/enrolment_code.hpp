// SPDX-License-Identifier: Apache-2.0
// The code with which a kiosk or a desk joins: where the desk is, by what it is known, and a secret that counts once.
// "192.0.2.10:8443/1f2e-3d4c-…": 8 bytes of secret and the first 12 of the SHA-256 of the desk's certificate, so that
// whoever joins needs to trust nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace uketsuke::desk::line {

struct EnrolmentCode {
    static constexpr std::size_t kSecret = 8, kFingerprint = 12;
    std::string host;         ///< "192.0.2.10:8443", "[2001:db8::1]:8443"
    std::string secret;       ///< 16 hexadecimal digits
    std::string fingerprint;  ///< 24 hexadecimal digits

    /// `certificate`: the SHA-256 of the desk's, in hexadecimal with colons or without.
    static EnrolmentCode of(std::string host, std::string secret, std::string_view certificate);
    [[nodiscard]] std::string print() const;
    /// Blanks and the dashes within do not count. nullopt: it is none.
    static std::optional<EnrolmentCode> parse(std::string_view text);
};

}  // namespace uketsuke::desk::line
