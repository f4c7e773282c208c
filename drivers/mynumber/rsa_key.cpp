// SPDX-License-Identifier: Apache-2.0
#include "rsa_key.hpp"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>

#include <algorithm>

namespace uketsuke::drivers::mynumber {
namespace {

template <auto Free>
struct Deleter {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
template <class T, auto Free>
using Owned = std::unique_ptr<T, Deleter<Free>>;

using Number = Owned<BIGNUM, BN_free>;
using Context = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

constexpr int kSmallestBits = 2048;

Number number(base::ByteView bytes) { return Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)); }

Owned<OSSL_PARAM, OSSL_PARAM_free> parameters(const BIGNUM* modulus, const BIGNUM* exponent) {
    const Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
    if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent) != 1)
        return nullptr;
    return Owned<OSSL_PARAM, OSSL_PARAM_free>(OSSL_PARAM_BLD_to_param(builder.get()));
}

std::shared_ptr<EVP_PKEY> shared(EVP_PKEY* key) { return {key, EVP_PKEY_free}; }

bool acceptable(EVP_PKEY* key) {
    return key != nullptr && EVP_PKEY_is_a(key, "RSA") == 1 && EVP_PKEY_get_bits(key) >= kSmallestBits;
}

}  // namespace

Digest sha256(base::ByteView bytes) {
    Digest digest;
    SHA256(bytes.data(), bytes.size(), digest.data());
    return digest;
}

base::Result<RsaKey> RsaKey::load(const std::filesystem::path& pem) {
    const Owned<BIO, BIO_free_all> file(BIO_new_file(pem.c_str(), "rb"));
    auto key = shared(file ? PEM_read_bio_PUBKEY(file.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!acceptable(key.get()))
        return base::fail(base::ErrorCode::file_unreadable, pem.string() + ": no public RSA key of 2048 bits or more");
    return RsaKey(std::move(key));
}

base::Result<std::vector<RsaKey>> RsaKey::load_all(const std::filesystem::path& pem) {
    const Owned<BIO, BIO_free_all> file(BIO_new_file(pem.c_str(), "rb"));
    std::vector<RsaKey> keys;
    ERR_clear_error();
    char *name = nullptr, *header = nullptr;
    unsigned char* data = nullptr;
    long size = 0;
    bool good = true;
    while (good && file && PEM_read_bio(file.get(), &name, &header, &data, &size) == 1) {
        const unsigned char* at = data;
        auto key = shared(d2i_PUBKEY(nullptr, &at, size));
        good = acceptable(key.get());
        if (good) keys.push_back(RsaKey(std::move(key)));
        for (void* part : {static_cast<void*>(name), static_cast<void*>(header), static_cast<void*>(data)})
            OPENSSL_free(part);
    }
    const bool whole = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;  // the file ended between two keys
    ERR_clear_error();
    if (!good || !whole || keys.empty())
        return base::fail(base::ErrorCode::file_unreadable,
                          pem.string() + ": not (only) public RSA keys of 2048 bits or more in PEM");
    return keys;
}

std::optional<RsaKey> RsaKey::from_numbers(base::ByteView modulus, base::ByteView exponent) {
    const auto n = number(modulus);
    const auto e = number(exponent);
    if (!n || !e) return std::nullopt;
    const auto numbers = parameters(n.get(), e.get());
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY* raw = nullptr;
    if (!numbers || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &raw, EVP_PKEY_PUBLIC_KEY, numbers.get()) != 1)
        return std::nullopt;
    auto key = shared(raw);
    if (!acceptable(key.get())) return std::nullopt;
    return RsaKey(std::move(key));
}

bool RsaKey::verifies(base::ByteView digest_info, base::ByteView signature) const {
    const Context context(EVP_PKEY_CTX_new(key_.get(), nullptr));
    if (!context || EVP_PKEY_verify_recover_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1)
        return false;
    base::Bytes content(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())));
    std::size_t size = content.size();
    if (EVP_PKEY_verify_recover(context.get(), content.data(), &size, signature.data(), signature.size()) != 1)
        return false;
    return std::equal(digest_info.begin(), digest_info.end(), content.begin(),
                      content.begin() + static_cast<std::ptrdiff_t>(size));
}

}  // namespace uketsuke::drivers::mynumber
