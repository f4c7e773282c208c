// SPDX-License-Identifier: Apache-2.0
// A public RSA key that signatures are checked with (OpenSSL), and SHA-256.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "firmware/base/bytes.hpp"
#include "firmware/base/error.hpp"

struct evp_pkey_st;

namespace uketsuke::drivers::mynumber {

using Digest = std::array<std::uint8_t, 32>;
Digest sha256(base::ByteView bytes);

/// Cheap to copy, immutable, thread-safe.
class RsaKey {
public:
    /// From a PEM ("BEGIN PUBLIC KEY") file. Errors: file_unreadable.
    static base::Result<RsaKey> load(const std::filesystem::path& pem);
    /// All of a PEM file, at least one. Errors: file_unreadable.
    static base::Result<std::vector<RsaKey>> load_all(const std::filesystem::path& pem);
    /// From the modulus and exponent as the card writes them; nullopt when they are no RSA key of at least 2048 bits.
    static std::optional<RsaKey> from_numbers(base::ByteView modulus, base::ByteView exponent);

    /// Whether the PKCS#1 v1.5 signature holds exactly this DigestInfo.
    [[nodiscard]] bool verifies(base::ByteView digest_info, base::ByteView signature) const;

private:
    explicit RsaKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
    std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace uketsuke::drivers::mynumber
