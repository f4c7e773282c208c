// SPDX-License-Identifier: Apache-2.0
// A public key that signatures are checked with (OpenSSL), and the digests that belong to it. The algorithm is a value:
// RSA-2048 with SHA-256 on today's cards, ECDSA on P-384 with SHA-384 announced for the next (card facts A10).
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>

#include "firmware/base/bytes.hpp"
#include "firmware/base/error.hpp"

struct evp_pkey_st;

namespace uketsuke::drivers::mynumber {

using Digest = std::array<std::uint8_t, 32>;
Digest sha256(base::ByteView bytes);

enum class Algorithm { rsa_sha256, ecdsa_p384_sha384 };
/// By the algorithm's hash. Parts count as one message, and are copied nowhere.
base::Bytes digest_of(Algorithm algorithm, std::span<const base::ByteView> parts);
base::Bytes digest_of(Algorithm algorithm, base::ByteView message);
/// What a card is told to sign for a message: the DigestInfo with RSA (the card pads it), the bare digest with ECDSA.
base::Bytes block_to_sign(Algorithm algorithm, base::ByteView message);

/// Cheap to copy, immutable, thread-safe.
class PublicKey {
public:
    /// From a PEM ("BEGIN PUBLIC KEY") file. Errors: file_unreadable.
    static base::Result<PublicKey> load(const std::filesystem::path& pem);
    /// From a SubjectPublicKeyInfo, DER. nullopt for all but RSA of at least 2048 bits and P-384.
    static std::optional<PublicKey> from_info(base::ByteView der);
    /// From the modulus and exponent as the card writes them; nullopt when they are no RSA key of at least 2048 bits.
    static std::optional<PublicKey> from_numbers(base::ByteView modulus, base::ByteView exponent);
    /// From a point on P-384 as the card writes it: 04, x, y.
    static std::optional<PublicKey> from_point(base::ByteView point);
    /// The subject's key of an X.509 certificate, DER.
    static std::optional<PublicKey> of_certificate(base::ByteView der);

    [[nodiscard]] Algorithm algorithm() const;
    /// Whether the signature holds over exactly this block (block_to_sign). RSA: PKCS#1 v1.5; ECDSA: r
    /// and s, 48 bytes each, as cards write it.
    [[nodiscard]] bool verifies(base::ByteView block, base::ByteView signature) const;
    /// The block that an RSA signature holds; nullopt when it is none of this key.
    [[nodiscard]] std::optional<base::Bytes> recovered(base::ByteView signature) const;

private:
    explicit PublicKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
    std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace uketsuke::drivers::mynumber
