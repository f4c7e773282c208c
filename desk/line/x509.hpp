// SPDX-License-Identifier: Apache-2.0
// Certificates that the desk makes: its page's own, and those of the line between kiosks and desks. P-256, ECDSA with
// SHA-256, ten years; texts are PEM.
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <filesystem>
#include <string>

#include "firmware/base/error.hpp"
#include "firmware/base/owned.hpp"

namespace uketsuke::desk::x509 {

using Key = base::Owned<EVP_PKEY, EVP_PKEY_free>;
using Certificate = base::Owned<X509, X509_free>;
using Request = base::Owned<X509_REQ, X509_REQ_free>;

struct Wanted {
    std::string name;          ///< CN
    std::string alternatives;  ///< as OpenSSL has them, "DNS:…,IP:…"; empty: none
    std::string usage;         ///< "serverAuth", "clientAuth"; empty: an authority that signs others
};

/// Signed by `issuer` with `issuer_key`; without an issuer by itself. nullptr: not to be made.
Certificate certify(const Wanted& wanted, EVP_PKEY& of, const X509* issuer, EVP_PKEY& issuer_key);
Key make_key();
/// That whoever holds the key wants a certificate. nullptr: not to be made.
Request request_for(EVP_PKEY& key);

std::string print(const X509& certificate);
std::string print(const X509_REQ& request);
/// nullptr: it is none; a request also where it is not signed with its own key.
Certificate certificate_of(std::string_view pem);
Request request_of(std::string_view pem);
/// Errors: file_unreadable.
base::Result<Key> load_key(const std::filesystem::path& file);
/// For its owner alone. Errors: file_unreadable, internal.
base::Result<void> save(EVP_PKEY& key, const std::filesystem::path& file);
/// SHA-256, 32 bytes.
std::string fingerprint(const X509& certificate);
/// Negative: it has ended.
int days_left(const X509& certificate);

}  // namespace uketsuke::desk::x509
