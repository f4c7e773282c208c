// SPDX-License-Identifier: Apache-2.0
// Who signs the journal: an Ed25519 key of the kiosk's own (RFC 8032), apart from the one that it speaks to the service
// with. Whoever can write the journal's file but not read this key cannot forge a line; whoever checks a journal needs
// the public half alone.
#pragma once

#include <openssl/evp.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "firmware/base/error.hpp"

namespace uketsuke::audit {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

/// Checks signatures. Thread-safe.
class PublicKey {
public:
    /// A PEM file ("BEGIN PUBLIC KEY"). Errors: file_unreadable (also one that is no Ed25519 key).
    static base::Result<PublicKey> load(const std::filesystem::path& file);
    /// `hash` and `signature` in hex, as they stand in the line.
    [[nodiscard]] bool verifies(std::string_view hash, std::string_view signature) const;

private:
    explicit PublicKey(Key key) : key_(std::move(key)) {}
    Key key_;
};

/// Thread-bound to the journal's lane.
class JournalKey {
public:
    /// Reads the private key, or makes one where there is none, readable by its owner alone; its public half stands
    /// beside it afterwards. Errors: file_unreadable.
    static base::Result<JournalKey> take_up(const std::filesystem::path& private_file,
                                            const std::filesystem::path& public_file);
    /// Over the 32 bytes of the hash; hex on both sides. Errors: internal.
    [[nodiscard]] base::Result<std::string> sign(std::string_view hash) const;
    [[nodiscard]] const PublicKey& public_half() const { return public_; }

private:
    JournalKey(Key key, PublicKey public_half) : key_(std::move(key)), public_(std::move(public_half)) {}
    Key key_;
    PublicKey public_;
};

}  // namespace uketsuke::audit
