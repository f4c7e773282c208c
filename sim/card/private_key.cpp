// SPDX-License-Identifier: Apache-2.0
#include "private_key.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace uketsuke::sim {

base::Result<PrivateKey> PrivateKey::load(const std::filesystem::path& pem) {
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> file(BIO_new_file(pem.c_str(), "rb"), BIO_free_all);
    EVP_PKEY* key = file ? PEM_read_bio_PrivateKey(file.get(), nullptr, nullptr, nullptr) : nullptr;
    if (key == nullptr) return base::fail(base::ErrorCode::file_unreadable, pem.string() + ": no private key");
    return PrivateKey(std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free));
}

base::Bytes PrivateKey::sign(base::ByteView block) const {
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(key_.get(), nullptr),
                                                                              EVP_PKEY_CTX_free);
    base::Bytes signature(static_cast<std::size_t>(EVP_PKEY_get_size(key_.get())));
    std::size_t size = signature.size();
    if (!context || EVP_PKEY_sign_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1 ||
        EVP_PKEY_sign(context.get(), signature.data(), &size, block.data(), block.size()) != 1)
        return {};
    signature.resize(size);
    return signature;
}

base::Bytes PrivateKey::modulus() const {
    BIGNUM* raw = nullptr;
    EVP_PKEY_get_bn_param(key_.get(), OSSL_PKEY_PARAM_RSA_N, &raw);
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(raw, BN_free);
    base::Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number.get())));
    BN_bn2bin(number.get(), bytes.data());
    return bytes;
}

}  // namespace uketsuke::sim
