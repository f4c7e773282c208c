// SPDX-License-Identifier: Apache-2.0
#include "openssl_checks.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "firmware/base/owned.hpp"

namespace uketsuke::test {
namespace {

using base::Bytes;
using base::ByteView;
using Context = base::Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Number = base::Owned<BIGNUM, BN_free>;

Key owned(EVP_PKEY* key) { return {key, EVP_PKEY_free}; }
Context context_of(const Key& key) { return Context(EVP_PKEY_CTX_new(key.get(), nullptr)); }
bool is_rsa(const Key& key) { return EVP_PKEY_is_a(key.get(), "RSA") == 1; }

Key assembled(const char* kind, OSSL_PARAM_BLD* builder) {
    OSSL_PARAM* parameters = OSSL_PARAM_BLD_to_param(builder);
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    EVP_PKEY_fromdata_init(context.get());
    EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters);
    OSSL_PARAM_free(parameters);
    return key != nullptr ? owned(key) : nullptr;
}

Number number(ByteView bytes) { return Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)); }

/// ECDSA-Sig-Value of r and s.
Bytes der_of(ByteView r_and_s) {
    if (r_and_s.size() != 96) return {};
    const base::Owned<ECDSA_SIG, ECDSA_SIG_free> pair(ECDSA_SIG_new());
    ECDSA_SIG_set0(pair.get(), number(r_and_s.first(48)).release(), number(r_and_s.subspan(48)).release());
    Bytes der(static_cast<std::size_t>(i2d_ECDSA_SIG(pair.get(), nullptr)));
    auto* at = der.data();
    i2d_ECDSA_SIG(pair.get(), &at);
    return der;
}

}  // namespace

Certificate certificate_of(base::ByteView der) {
    const auto* at = der.data();
    return {d2i_X509(nullptr, &at, static_cast<long>(der.size())), X509_free};
}

Key key_of(const Certificate& certificate) { return owned(X509_get_pubkey(certificate.get())); }

Key key_of_pem(const std::filesystem::path& public_pem) {
    const base::Owned<BIO, BIO_free_all> file(BIO_new_file(public_pem.c_str(), "rb"));
    return owned(PEM_read_bio_PUBKEY(file.get(), nullptr, nullptr, nullptr));
}

/// 90 03 010001 91 820100 n (or 91 82010100 n…), or 86 61 04 x y; lengths in any form.
Key key_of_objects(base::ByteView objects) {
    const auto value = [](ByteView& rest) {
        std::size_t head = 2, size = rest[1];
        if (size == 0x81) head = 3, size = rest[2];
        if (size == 0x82) head = 4, size = static_cast<std::size_t>(rest[2] << 8 | rest[3]);
        const auto found = rest.subspan(head, size);
        rest = rest.subspan(head + size);
        return found;
    };
    const base::Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
    if (objects[0] == 0x86) {
        const auto point = value(objects);
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "secp384r1", 0);
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
        return assembled("EC", builder.get());
    }
    const auto exponent = number(value(objects));
    const auto modulus = number(value(objects));
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
    return assembled("RSA", builder.get());
}

base::Bytes hash(const char* name, base::ByteView message) {
    Bytes digest(EVP_MAX_MD_SIZE);
    unsigned size = 0;
    EVP_Digest(message.data(), message.size(), digest.data(), &size, EVP_get_digestbyname(name), nullptr);
    digest.resize(size);
    return digest;
}

base::Bytes recovered(const Key& key, base::ByteView signature) {
    const auto context = context_of(key);
    Bytes block(256);
    std::size_t size = block.size();
    EVP_PKEY_verify_recover_init(context.get());
    EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING);
    const bool good =
        EVP_PKEY_verify_recover(context.get(), block.data(), &size, signature.data(), signature.size()) == 1;
    block.resize(good ? size : 0);
    return block;
}

bool signed_by(const Key& key, base::ByteView message, base::ByteView signature) {
    if (!is_rsa(key)) return digest_signed_by(key, hash("SHA384", message), signature);
    const base::Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
}

bool pss_signed_by(const Key& key, base::ByteView message, base::ByteView signature) {
    const base::Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* padding = nullptr;  // the digest context's own
    return EVP_DigestVerifyInit(context.get(), &padding, EVP_sha256(), nullptr, key.get()) == 1 &&
           EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
}

bool digest_signed_by(const Key& key, base::ByteView digest, base::ByteView r_and_s) {
    const auto context = context_of(key);
    const auto der = der_of(r_and_s);
    return EVP_PKEY_verify_init(context.get()) == 1 &&
           EVP_PKEY_verify(context.get(), der.data(), der.size(), digest.data(), digest.size()) == 1;
}

}  // namespace uketsuke::test
