// SPDX-License-Identifier: Apache-2.0
#include "public_key.hpp"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

#include <algorithm>

#include "apdu.hpp"
#include "certificate.hpp"
#include "firmware/base/owned.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

using Number = base::Owned<BIGNUM, BN_free>;
using Context = base::Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Builder = base::Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = base::Owned<OSSL_PARAM, OSSL_PARAM_free>;

constexpr int kSmallestBits = 2048;
constexpr int kP384Bits = 384;
constexpr std::size_t kP384Bytes = 48;

Number number(base::ByteView bytes) { return Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)); }

Parameters parameters(const BIGNUM* modulus, const BIGNUM* exponent) {
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent) != 1)
        return nullptr;
    return Parameters(OSSL_PARAM_BLD_to_param(builder.get()));
}

Parameters parameters(base::ByteView point) {
    const Builder builder(OSSL_PARAM_BLD_new());
    if (!builder || OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "secp384r1", 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1)
        return nullptr;
    return Parameters(OSSL_PARAM_BLD_to_param(builder.get()));
}

/// nullptr when the numbers are no such key.
EVP_PKEY* assembled(const char* kind, OSSL_PARAM* numbers) {
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    if (numbers != nullptr && context && EVP_PKEY_fromdata_init(context.get()) == 1)
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, numbers);
    return key;
}

/// r and s as ECDSA-Sig-Value, which OpenSSL wants; empty when they are not two numbers of 48 bytes.
base::Bytes der_of(base::ByteView r_and_s) {
    if (r_and_s.size() != 2 * kP384Bytes) return {};
    const base::Owned<ECDSA_SIG, ECDSA_SIG_free> signature(ECDSA_SIG_new());
    auto r = number(r_and_s.first(kP384Bytes)), s = number(r_and_s.subspan(kP384Bytes));
    if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) return {};
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &der);
    base::Bytes bytes(der, der + std::max(size, 0));
    OPENSSL_free(der);
    return bytes;
}

bool is_p384(EVP_PKEY* key) {
    char group[32] = {};
    return EVP_PKEY_is_a(key, "EC") == 1 && EVP_PKEY_get_bits(key) == kP384Bits &&
           EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) == 1 && std::string_view(group) == "secp384r1";
}

bool acceptable(EVP_PKEY* key) {
    if (key == nullptr) return false;
    return is_p384(key) || (EVP_PKEY_is_a(key, "RSA") == 1 && EVP_PKEY_get_bits(key) >= kSmallestBits);
}

}  // namespace

Digest sha256(base::ByteView bytes) {
    Digest digest;
    SHA256(bytes.data(), bytes.size(), digest.data());
    return digest;
}

base::Bytes digest_of(Algorithm algorithm, std::span<const base::ByteView> parts) {
    const auto* hash = algorithm == Algorithm::rsa_sha256 ? EVP_sha256() : EVP_sha384();
    const base::Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    base::Bytes digest(static_cast<std::size_t>(EVP_MD_get_size(hash)));
    bool done = context && EVP_DigestInit_ex(context.get(), hash, nullptr) == 1;
    for (const auto part : parts) done = done && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
    if (!done || EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1) return {};
    return digest;
}

base::Bytes digest_of(Algorithm algorithm, base::ByteView message) { return digest_of(algorithm, {&message, 1}); }

base::Bytes block_to_sign(Algorithm algorithm, base::ByteView message) {
    auto digest = digest_of(algorithm, message);
    return algorithm == Algorithm::rsa_sha256 ? digest_info(digest) : digest;
}

base::Result<PublicKey> PublicKey::load(const std::filesystem::path& pem) {
    const base::Owned<BIO, BIO_free_all> file(BIO_new_file(pem.c_str(), "rb"));
    PublicKey key({file ? PEM_read_bio_PUBKEY(file.get(), nullptr, nullptr, nullptr) : nullptr, EVP_PKEY_free});
    if (!acceptable(key.key_.get()))
        return base::fail(base::ErrorCode::file_unreadable,
                          pem.string() + ": no public key, RSA of 2048 bits or more or P-384");
    return key;
}

std::optional<PublicKey> PublicKey::from_info(base::ByteView der) {
    const auto* at = der.data();
    PublicKey key({d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())), EVP_PKEY_free});
    if (!acceptable(key.key_.get())) return std::nullopt;
    return key;
}

std::optional<PublicKey> PublicKey::from_numbers(base::ByteView modulus, base::ByteView exponent) {
    const auto n = number(modulus);
    const auto e = number(exponent);
    if (!n || !e) return std::nullopt;
    PublicKey key({assembled("RSA", parameters(n.get(), e.get()).get()), EVP_PKEY_free});
    if (!acceptable(key.key_.get())) return std::nullopt;
    return key;
}

std::optional<PublicKey> PublicKey::from_point(base::ByteView point) {
    PublicKey key({assembled("EC", parameters(point).get()), EVP_PKEY_free});
    if (!acceptable(key.key_.get())) return std::nullopt;
    return key;
}

std::optional<PublicKey> PublicKey::of_certificate(base::ByteView der) {
    const auto certificate = read_certificate(der);
    if (!certificate) return std::nullopt;
    PublicKey key({X509_get_pubkey(certificate.get()), EVP_PKEY_free});
    if (!acceptable(key.key_.get())) return std::nullopt;
    return key;
}

Algorithm PublicKey::algorithm() const {
    return EVP_PKEY_is_a(key_.get(), "RSA") == 1 ? Algorithm::rsa_sha256 : Algorithm::ecdsa_p384_sha384;
}

bool PublicKey::verifies(base::ByteView block, base::ByteView signature) const {
    if (algorithm() == Algorithm::rsa_sha256) {
        const auto content = recovered(signature);
        return content && std::equal(block.begin(), block.end(), content->begin(), content->end());
    }
    const auto der = der_of(signature);
    const Context context(EVP_PKEY_CTX_new(key_.get(), nullptr));
    return block.size() == SHA384_DIGEST_LENGTH && !der.empty() && context &&
           EVP_PKEY_verify_init(context.get()) == 1 &&
           EVP_PKEY_verify(context.get(), der.data(), der.size(), block.data(), block.size()) == 1;
}

std::optional<base::Bytes> PublicKey::recovered(base::ByteView signature) const {
    const Context context(EVP_PKEY_CTX_new(key_.get(), nullptr));
    if (algorithm() != Algorithm::rsa_sha256 || !context || EVP_PKEY_verify_recover_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1)
        return std::nullopt;
    base::Bytes content(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())));
    std::size_t size = content.size();
    if (EVP_PKEY_verify_recover(context.get(), content.data(), &size, signature.data(), signature.size()) != 1)
        return std::nullopt;
    content.resize(size);
    return content;
}

}  // namespace uketsuke::drivers::mynumber
