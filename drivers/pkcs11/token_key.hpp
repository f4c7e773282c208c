// SPDX-License-Identifier: Apache-2.0
// The kiosk's private key in a token (a smart card, a USB token, a TPM, softhsm2) that signs itself and never gives the
// key away. Through OpenSSL's engine for PKCS#11 (Debian: libengine-pkcs11-openssl), which is loaded only then.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "firmware/http/key_source.hpp"

namespace uketsuke::drivers::pkcs11 {

/// One a process: what the engine has opened it keeps. Thread-safe.
class TokenKey : public http::KeySource {
public:
    struct Settings {
        std::filesystem::path module;  ///< the maker's PKCS#11 library
        std::string uri;               ///< RFC 7512, without a PIN: "pkcs11:token=kiosk;object=tls;type=private"
        std::filesystem::path pin;     ///< file of it, one line, readable by its owner alone
    };
    explicit TokenKey(Settings settings);
    ~TokenKey() override;

    /// A token that is not there yet is taken up when it comes (the product, though, does not start without its key).
    /// One that was pulled out is not: the engine (libp11
    /// 0.4.12) goes on with what it knew of it, so each handshake fails until the kiosk is started anew. A PIN that the
    /// token refused is never given to it again by this process: tries are counted there. Errors: file_unreadable
    /// (module or PIN file; who may read it), service_untrusted (no engine, no such token or key, PIN refused or
    /// locked).
    base::Result<http::PrivateKey> load() override;

private:
    class Engine;
    base::Result<void> open();

    const Settings settings_;
    std::mutex mutex_;  ///< of what follows
    std::unique_ptr<Engine> engine_;
    bool refused_ = false;  ///< the PIN, by the token
};

}  // namespace uketsuke::drivers::pkcs11
