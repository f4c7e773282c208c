// SPDX-License-Identifier: Apache-2.0
// A private RSA key of the test PKI, as a card holds it.
#pragma once

#include <filesystem>
#include <memory>

#include "firmware/base/bytes.hpp"
#include "firmware/base/error.hpp"

struct evp_pkey_st;

namespace uketsuke::sim {

/// Cheap to copy, immutable, thread-safe.
class PrivateKey {
public:
    /// Errors: file_unreadable.
    static base::Result<PrivateKey> load(const std::filesystem::path& pem);

    /// PKCS#1 v1.5 type 1 padding around the block as it is, then the private operation. Empty when the block is longer
    /// than 245 bytes.
    [[nodiscard]] base::Bytes sign(base::ByteView block) const;
    [[nodiscard]] base::Bytes modulus() const;

private:
    explicit PrivateKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
    std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace uketsuke::sim
