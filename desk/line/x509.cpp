// SPDX-License-Identifier: Apache-2.0
#include "x509.hpp"

#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <array>

#include "firmware/base/file.hpp"
#include "firmware/base/wiped_text.hpp"

namespace uketsuke::desk::x509 {
namespace {

using Memory = base::Owned<BIO, BIO_free_all>;

constexpr long kDay = 86400, kDays = 3650;

template <class Text = std::string>
Text text_of(const Memory& memory) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

Memory memory_of(std::string_view text) { return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

bool extend(X509& certificate, const X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, const_cast<X509*>(issuer), &certificate, nullptr, nullptr, 0);
    const base::Owned<X509_EXTENSION, X509_EXTENSION_free> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    return extension && X509_add_ext(&certificate, extension.get(), -1) == 1;
}

bool number(X509& certificate) {
    std::uint64_t serial = 0;
    return RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1 &&
           ASN1_INTEGER_set_uint64(X509_get_serialNumber(&certificate), serial >> 1) == 1;
}

bool name(X509& certificate, const std::string& words) {
    return X509_NAME_add_entry_by_txt(X509_get_subject_name(&certificate), "CN", MBSTRING_ASC,
                                      reinterpret_cast<const unsigned char*>(words.data()),
                                      static_cast<int>(words.size()), -1, 0) == 1;
}

/// From yesterday on, for clocks that go slow.
bool date(X509& certificate) {
    return X509_gmtime_adj(X509_getm_notBefore(&certificate), -kDay) != nullptr &&
           X509_gmtime_adj(X509_getm_notAfter(&certificate), kDays * kDay) != nullptr;
}

bool allow(X509& certificate, const X509* issuer, const Wanted& wanted) {
    const bool authority = wanted.usage.empty();
    return extend(certificate, issuer, NID_basic_constraints, authority ? "critical,CA:TRUE" : "critical,CA:FALSE") &&
           extend(certificate, issuer, NID_key_usage,
                  authority ? "critical,keyCertSign" : "critical,digitalSignature") &&
           (authority || extend(certificate, issuer, NID_ext_key_usage, wanted.usage)) &&
           (wanted.alternatives.empty() || extend(certificate, issuer, NID_subject_alt_name, wanted.alternatives));
}

}  // namespace

Certificate certify(const Wanted& wanted, EVP_PKEY& of, const X509* issuer, EVP_PKEY& issuer_key) {
    Certificate made(X509_new());
    const auto* by = issuer == nullptr ? made.get() : issuer;
    const bool right = made && X509_set_version(made.get(), 2) == 1 && number(*made) && date(*made) &&
                       name(*made, wanted.name) && X509_set_issuer_name(made.get(), X509_get_subject_name(by)) == 1 &&
                       X509_set_pubkey(made.get(), &of) == 1 && allow(*made, by, wanted) &&
                       X509_sign(made.get(), &issuer_key, EVP_sha256()) > 0;
    return right ? std::move(made) : nullptr;
}

Key make_key() { return Key(EVP_EC_gen("P-256")); }

Request request_for(EVP_PKEY& key) {
    Request made(X509_REQ_new());
    const bool right =
        made && X509_REQ_set_pubkey(made.get(), &key) == 1 && X509_REQ_sign(made.get(), &key, EVP_sha256()) > 0;
    return right ? std::move(made) : nullptr;
}

std::string print(const X509& certificate) {
    const Memory memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(memory.get(), const_cast<X509*>(&certificate));
    return text_of(memory);
}

std::string print(const X509_REQ& request) {
    const Memory memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509_REQ(memory.get(), const_cast<X509_REQ*>(&request));
    return text_of(memory);
}

Certificate certificate_of(std::string_view pem) {
    return Certificate(PEM_read_bio_X509(memory_of(pem).get(), nullptr, nullptr, nullptr));
}

Request request_of(std::string_view pem) {
    Request read(PEM_read_bio_X509_REQ(memory_of(pem).get(), nullptr, nullptr, nullptr));
    const bool own = read && X509_REQ_verify(read.get(), X509_REQ_get0_pubkey(read.get())) == 1;
    return own ? std::move(read) : nullptr;
}

base::Result<Key> load_key(const std::filesystem::path& file) {
    const auto text = base::read_bytes(file);
    if (!text) return base::fail(text.error());
    const Memory memory(BIO_new_mem_buf(text->data(), static_cast<int>(text->size())));
    Key key(PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr));
    if (!key) return base::fail(base::ErrorCode::file_unreadable, file.string() + " is no key");
    return key;
}

base::Result<void> save(EVP_PKEY& key, const std::filesystem::path& file) {
    const Memory memory(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PrivateKey(memory.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return base::fail(base::ErrorCode::internal, "a key is not to be written");
    const auto mask = ::umask(077);
    auto written = base::replace_file(file, text_of<base::WipedText>(memory));
    ::umask(mask);
    return written;
}

std::string fingerprint(const X509& certificate) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    X509_digest(&certificate, EVP_sha256(), hash.data(), &size);
    return {reinterpret_cast<const char*>(hash.data()), size};
}

int days_left(const X509& certificate) {
    int days = 0, seconds = 0;
    ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(&certificate));
    return seconds < 0 && days == 0 ? -1 : days;
}

}  // namespace uketsuke::desk::x509
