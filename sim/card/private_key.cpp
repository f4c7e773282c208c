// SPDX-License-Identifier: Apache-2.0
#include "private_key.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <map>
#include <mutex>

#include "firmware/base/file.hpp"
#include "firmware/base/owned.hpp"
#include "object.hpp"

namespace uketsuke::sim {
namespace {

using base::Bytes;
using base::ByteView;
using Context = base::Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

constexpr std::size_t kMemory = 64;  ///< signatures of a key, and keys
constexpr int kNumberSize = 48;      ///< r or s
constexpr int kPssSalt = 32;
constexpr std::size_t kSha256Size = 32, kSha384Size = 48;

Bytes hashed(const EVP_MD* hash, ByteView message) {
    Bytes digest(static_cast<std::size_t>(EVP_MD_get_size(hash)));
    EVP_Digest(message.data(), message.size(), digest.data(), nullptr, hash, nullptr);
    return digest;
}

/// r and s at their fixed widths, out of OpenSSL's SEQUENCE.
Bytes plain(ByteView der) {
    const auto* at = der.data();
    const base::Owned<ECDSA_SIG, ECDSA_SIG_free> pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    Bytes numbers(2 * kNumberSize);
    if (!pair) return {};
    BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), numbers.data(), kNumberSize);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), numbers.data() + kNumberSize, kNumberSize);
    return numbers;
}

Bytes modulus(EVP_PKEY* key) {
    BIGNUM* raw = nullptr;
    EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_N, &raw);
    const base::Owned<BIGNUM, BN_free> number(raw);
    Bytes bytes(number ? static_cast<std::size_t>(BN_num_bytes(number.get())) : 0);
    if (number) BN_bn2bin(number.get(), bytes.data());
    return bytes;
}

Bytes point(EVP_PKEY* key) {
    Bytes bytes(1 + 2 * kNumberSize);
    std::size_t size = 0;
    EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, bytes.data(), bytes.size(), &size);
    bytes.resize(size);
    return bytes;
}

}  // namespace

struct PrivateKey::Held {
    base::Owned<EVP_PKEY, EVP_PKEY_free> key;
    Kind kind;
    Bytes public_bytes;
    std::mutex mutex;
    std::map<Bytes, Bytes> signatures;  ///< by block, under the mutex

    Held(EVP_PKEY* taken, Kind of)
        : key(taken), kind(of), public_bytes(of == Kind::rsa_2048 ? modulus(taken) : point(taken)) {}
    /// `prepare` sets padding and hash of a context that was begun.
    template <class Prepare>
    Bytes sign(ByteView block, Prepare prepare) const {
        const Context context(EVP_PKEY_CTX_new(key.get(), nullptr));
        Bytes signature(static_cast<std::size_t>(EVP_PKEY_get_size(key.get())));
        std::size_t size = signature.size();
        if (!context || EVP_PKEY_sign_init(context.get()) != 1 || !prepare(context.get()) ||
            EVP_PKEY_sign(context.get(), signature.data(), &size, block.data(), block.size()) != 1)
            return {};
        signature.resize(size);
        return signature;
    }
};

/// Thousands of rigs in one program hold the same few cards: what was read before is not decoded again.
base::Result<PrivateKey> PrivateKey::load(const std::filesystem::path& pem) {
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<Held>> known;  // by what the file holds
    const auto text = base::read_file(pem);
    if (!text) return base::fail(text.error());
    const std::scoped_lock lock(mutex);
    if (const auto found = known.find(*text); found != known.end()) return PrivateKey(found->second);
    auto held = decode(*text);
    if (!held) return base::fail(base::ErrorCode::file_unreadable, pem.string() + ": no private key of RSA or P-384");
    if (known.size() >= kMemory) known.clear();
    return PrivateKey(known.emplace(*text, std::move(held)).first->second);
}

/// nullptr: no key of these kinds.
std::shared_ptr<PrivateKey::Held> PrivateKey::decode(std::string_view pem) {
    const base::Owned<BIO, BIO_free_all> text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    EVP_PKEY* key = text ? PEM_read_bio_PrivateKey(text.get(), nullptr, nullptr, nullptr) : nullptr;
    const bool rsa = key != nullptr && EVP_PKEY_is_a(key, "RSA") == 1;
    if (rsa || (key != nullptr && EVP_PKEY_get_bits(key) == 384))
        return std::make_shared<Held>(key, rsa ? Kind::rsa_2048 : Kind::p384);
    EVP_PKEY_free(key);
    return nullptr;
}

PrivateKey::Kind PrivateKey::kind() const { return held_->kind; }

base::Bytes PrivateKey::digest(base::ByteView message) const {
    return hashed(kind() == Kind::rsa_2048 ? EVP_sha256() : EVP_sha384(), message);
}

base::Bytes PrivateKey::sign(base::ByteView block) const {
    if (block.empty()) return {};
    if (kind() == Kind::p384)
        return block.size() != kSha384Size ? Bytes{} : plain(held_->sign(block, [](EVP_PKEY_CTX*) { return true; }));
    const Bytes wanted(block.begin(), block.end());
    {
        const std::scoped_lock lock(held_->mutex);
        if (const auto known = held_->signatures.find(wanted); known != held_->signatures.end()) return known->second;
    }
    auto signature = held_->sign(
        block, [](EVP_PKEY_CTX* context) { return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1; });
    const std::scoped_lock lock(held_->mutex);
    if (held_->signatures.size() >= kMemory) held_->signatures.clear();
    held_->signatures.emplace(wanted, signature);
    return signature;
}

base::Bytes PrivateKey::sign_pss(base::ByteView digest) const {
    if (kind() != Kind::rsa_2048 || digest.size() != kSha256Size) return {};
    return held_->sign(digest, [](EVP_PKEY_CTX* context) {
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
               EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(context, kPssSalt) == 1;
    });
}

base::Bytes PrivateKey::sign_digests(base::ByteView digests) const {
    if (kind() == Kind::rsa_2048) return sign(digest_info(digests));
    return digests.size() == kSha384Size ? sign(digests) : sign(digest(digests));
}

base::Bytes PrivateKey::public_bytes() const { return held_->public_bytes; }

}  // namespace uketsuke::sim
