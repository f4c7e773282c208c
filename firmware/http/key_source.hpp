// SPDX-License-Identifier: Apache-2.0
// Where the private key of our certificate comes from. It is asked for at each request, so that a key that was renewed,
// or a token that was plugged in again, counts from the next one on.
#pragma once

#include <openssl/types.h>

#include <filesystem>
#include <memory>

#include "firmware/base/error.hpp"
#include "firmware/base/owned.hpp"

// As in <openssl/evp.h>, which is too large to be read by all who only hand a key on.
extern "C" void EVP_PKEY_free(EVP_PKEY* key);

namespace uketsuke::http {

/// To sign with; the bytes of the key need not be in it.
using PrivateKey = base::Owned<EVP_PKEY, EVP_PKEY_free>;

/// Thread-safe.
class KeySource {
public:
    virtual ~KeySource() = default;
    /// Never asks anybody at a console. Errors: file_unreadable (a file), service_untrusted (a token: there is no safe
    /// line without it); the detail says what to do, and holds no PIN.
    virtual base::Result<PrivateKey> load() = 0;
};

/// A PEM file without a password. Who may read it is looked after elsewhere (firmware/wiring/terms.hpp).
class KeyFile : public KeySource {
public:
    explicit KeyFile(std::filesystem::path file) : file_(std::move(file)) {}
    base::Result<PrivateKey> load() override;

private:
    const std::filesystem::path file_;
};

}  // namespace uketsuke::http
