// SPDX-License-Identifier: Apache-2.0
#include "journal_key.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/pem.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "firmware/base/bytes.hpp"
#include "firmware/base/descriptor.hpp"
#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"

namespace uketsuke::audit {
namespace {

using base::ErrorCode;
using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Signing = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

constexpr std::size_t kSignature = 64;

base::Unexpected<base::Error> bad(const std::filesystem::path& file, std::string_view why) {
    return base::fail(ErrorCode::file_unreadable, fmt::format("{}: {}", file.string(), why));
}

bool is_ed25519(const Key& key) { return key && EVP_PKEY_get_id(key.get()) == EVP_PKEY_ED25519; }

std::string text_in(BIO* memory) {
    char* begin = nullptr;
    const auto size = BIO_get_mem_data(memory, &begin);
    return {begin, static_cast<std::size_t>(size)};
}

/// Never longer under a name than it takes to write it, and never readable by others.
base::Result<void> write_private(const std::filesystem::path& file, std::string_view pem) {
    const base::Descriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!out) return bad(file, std::strerror(errno));
    auto written = base::write_all(out.get(), pem);
    if (written && ::fsync(out.get()) != 0) written = bad(file, std::strerror(errno));
    if (!written) ::unlink(file.c_str());
    return written;
}

base::Result<Key> make_key(const std::filesystem::path& file) {
    Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free);
    const Bio memory(BIO_new(BIO_s_secmem()), BIO_free);
    if (!key || !memory ||
        PEM_write_bio_PrivateKey(memory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return base::fail(ErrorCode::internal, "a key for the journal");
    auto pem = text_in(memory.get());
    auto written = write_private(file, pem);
    OPENSSL_cleanse(pem.data(), pem.size());
    if (!written) return base::fail(written.error());
    base::info("audit", "made the journal's key {}", file.string());
    return key;
}

base::Result<Key> read_key(const std::filesystem::path& file) {
    auto pem = base::read_file(file);
    if (!pem) return base::fail(pem.error());
    const Bio memory(BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size())), BIO_free);
    Key key(PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
    OPENSSL_cleanse(pem->data(), pem->size());
    if (!is_ed25519(key)) return bad(file, "is no Ed25519 private key in PEM");
    return key;
}

}  // namespace

base::Result<PublicKey> PublicKey::load(const std::filesystem::path& file) {
    const auto pem = base::read_file(file);
    if (!pem) return base::fail(pem.error());
    const Bio memory(BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size())), BIO_free);
    Key key(PEM_read_bio_PUBKEY(memory.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
    if (!is_ed25519(key)) return bad(file, "is no Ed25519 public key in PEM");
    return PublicKey(std::move(key));
}

bool PublicKey::verifies(std::string_view hash, std::string_view signature) const {
    const auto signed_bytes = base::from_hex(hash);
    const auto bytes = base::from_hex(signature);
    const Signing context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    return signed_bytes && bytes && context && bytes->size() == kSignature &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytes->data(), bytes->size(), signed_bytes->data(), signed_bytes->size()) ==
               1;
}

base::Result<JournalKey> JournalKey::take_up(const std::filesystem::path& private_file,
                                             const std::filesystem::path& public_file) {
    const bool there = ::access(private_file.c_str(), F_OK) == 0;
    auto key = there ? read_key(private_file) : make_key(private_file);
    if (!key) return base::fail(key.error());
    const Bio memory(BIO_new(BIO_s_mem()), BIO_free);
    if (!memory || PEM_write_bio_PUBKEY(memory.get(), key->get()) != 1)
        return base::fail(ErrorCode::internal, "the public half of the journal's key");
    const auto pem = text_in(memory.get());
    if (const auto there_already = base::read_file(public_file); !there_already || *there_already != pem)
        if (auto written = base::replace_file(public_file, pem); !written) return base::fail(written.error());
    auto public_half = PublicKey::load(public_file);
    if (!public_half) return base::fail(public_half.error());
    return JournalKey(std::move(*key), std::move(*public_half));
}

base::Result<std::string> JournalKey::sign(std::string_view hash) const {
    const auto bytes = base::from_hex(hash);
    const Signing context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    std::array<std::uint8_t, kSignature> signature{};
    auto size = signature.size();
    if (!bytes || !context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
        EVP_DigestSign(context.get(), signature.data(), &size, bytes->data(), bytes->size()) != 1)
        return base::fail(ErrorCode::internal, "the journal's signature");
    return base::to_hex(signature);
}

}  // namespace uketsuke::audit
