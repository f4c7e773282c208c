// SPDX-License-Identifier: Apache-2.0
// A private key of the test PKI, as a card or an issuer holds it. The algorithm is a value of the key: RSA-2048 today,
// P-384 on the announced card (card facts A10).
#pragma once

#include <filesystem>
#include <memory>

#include "firmware/base/bytes.hpp"
#include "firmware/base/error.hpp"

namespace uketsuke::sim {

/// Cheap to copy, immutable, thread-safe. A signature takes about half a millisecond; those over a block that was
/// signed before come out of a small memory, which changes no answer (PKCS#1 v1.5 has one signature a block).
class PrivateKey {
public:
    enum class Kind { rsa_2048, p384 };

    /// Errors: file_unreadable (no such file, or no key of these kinds).
    static base::Result<PrivateKey> load(const std::filesystem::path& pem);

    [[nodiscard]] Kind kind() const;
    /// SHA-256 of an RSA key's messages, SHA-384 of a P-384 key's.
    [[nodiscard]] base::Bytes digest(base::ByteView message) const;
    /// RSA: PKCS#1 v1.5 type 1 padding around the block as it is, then the private operation; empty when the block is
    /// empty or longer than 245 bytes. P-384: ECDSA over the block, a digest of 48 bytes; r and s in 96 bytes.
    [[nodiscard]] base::Bytes sign(base::ByteView block) const;
    /// RSA only: PSS with SHA-256 and a salt of 32 bytes over a digest of 32 bytes. Empty otherwise.
    [[nodiscard]] base::Bytes sign_pss(base::ByteView digest) const;
    /// As issuers sign: one digest, or several in a row, in one DigestInfo; with P-384 over the digest of the row when
    /// there are several.
    [[nodiscard]] base::Bytes sign_digests(base::ByteView digests) const;
    /// The public key as cards write it, without its tag: the modulus (the exponent is 65537), or 04 x y.
    [[nodiscard]] base::Bytes public_bytes() const;

private:
    struct Held;
    static std::shared_ptr<Held> decode(std::string_view pem);
    explicit PrivateKey(std::shared_ptr<Held> held) : held_(std::move(held)) {}
    std::shared_ptr<Held> held_;
};

}  // namespace uketsuke::sim
