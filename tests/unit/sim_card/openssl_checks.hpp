// SPDX-License-Identifier: Apache-2.0
// Signatures and certificates checked by OpenSSL alone, with no code of the simulator or the driver.
#pragma once

#include <filesystem>
#include <memory>

#include "firmware/base/bytes.hpp"

struct evp_pkey_st;
struct x509_st;

namespace uketsuke::test {

using Key = std::shared_ptr<evp_pkey_st>;
using Certificate = std::shared_ptr<x509_st>;

Certificate certificate_of(base::ByteView der);
Key key_of(const Certificate& certificate);
Key key_of_pem(const std::filesystem::path& public_pem);
/// From 90/91 or 86 as cards write it; nullptr when it is no key.
Key key_of_objects(base::ByteView objects);

base::Bytes hash(const char* name, base::ByteView message);
/// What an RSA signature holds; empty when its padding is not right.
base::Bytes recovered(const Key& key, base::ByteView signature);
/// Over a message's digest: RSA with PKCS#1 v1.5 and SHA-256, or P-384 with SHA-384 (r s).
bool signed_by(const Key& key, base::ByteView message, base::ByteView signature);
bool pss_signed_by(const Key& key, base::ByteView message, base::ByteView signature);
/// P-384 over a digest of 48 bytes.
bool digest_signed_by(const Key& key, base::ByteView digest, base::ByteView r_and_s);

}  // namespace uketsuke::test
