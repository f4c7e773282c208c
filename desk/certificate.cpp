// SPDX-License-Identifier: Apache-2.0
#include "certificate.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <array>

#include "firmware/base/file.hpp"
#include "firmware/base/owned.hpp"
#include "subnet.hpp"

namespace uketsuke::desk {
namespace {

using base::ErrorCode;
using Key = base::Owned<EVP_PKEY, EVP_PKEY_free>;
using X509Pointer = base::Owned<X509, X509_free>;
using Memory = base::Owned<BIO, BIO_free_all>;

constexpr long kDays = 3650;

std::string text_of(const Memory& memory) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string fingerprint_of(const X509& certificate) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    X509_digest(&certificate, EVP_sha256(), hash.data(), &size);
    std::string text;
    for (unsigned i = 0; i < size; ++i) text += fmt::format("{}{:02X}", i == 0 ? "" : ":", hash.at(i));
    return text;
}

bool extend(X509* certificate, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const base::Owned<X509_EXTENSION, X509_EXTENSION_free> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

std::string alternatives(const std::vector<std::string>& hosts) {
    std::string list;
    for (const auto& host : hosts)
        list += fmt::format("{}{}:{}", list.empty() ? "" : ",", Address::parse(host) ? "IP" : "DNS", host);
    return list;
}

bool number(X509* certificate) {
    std::uint64_t serial = 0;
    return RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1 &&
           ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1) == 1;
}

X509Pointer make(EVP_PKEY* key, const std::vector<std::string>& hosts) {
    X509Pointer made(X509_new());
    auto* name = X509_get_subject_name(made.get());
    constexpr std::string_view kName = "uketsuke-desk";
    const bool right =
        X509_set_version(made.get(), 2) == 1 && number(made.get()) &&
        X509_gmtime_adj(X509_getm_notBefore(made.get()), -86400) != nullptr &&
        X509_gmtime_adj(X509_getm_notAfter(made.get()), kDays * 86400) != nullptr &&
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(kName.data()),
                                   static_cast<int>(kName.size()), -1, 0) == 1 &&
        X509_set_issuer_name(made.get(), name) == 1 && X509_set_pubkey(made.get(), key) == 1 &&
        extend(made.get(), NID_basic_constraints, "critical,CA:FALSE") &&
        extend(made.get(), NID_key_usage, "critical,digitalSignature") &&
        extend(made.get(), NID_ext_key_usage, "serverAuth") &&
        extend(made.get(), NID_subject_alt_name, alternatives(hosts)) && X509_sign(made.get(), key, EVP_sha256()) > 0;
    return right ? std::move(made) : nullptr;
}

/// The key first: a certificate is there only with its key.
base::Result<void> make_in(const Certificate& files, const std::vector<std::string>& hosts) {
    const Key key(EVP_EC_gen("P-256"));
    const auto made = key ? make(key.get(), hosts) : nullptr;
    const Memory key_text(BIO_new(BIO_s_mem())), text(BIO_new(BIO_s_mem()));
    if (!made || PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
        PEM_write_bio_X509(text.get(), made.get()) != 1)
        return base::fail(ErrorCode::internal, "the desk's certificate");
    const auto mask = ::umask(077);
    auto written = base::replace_file(files.key, text_of(key_text));
    ::umask(mask);
    return written ? base::replace_file(files.certificate, text_of(text)) : written;
}

}  // namespace

base::Result<Certificate> certificate_in(const std::filesystem::path& folder, const std::vector<std::string>& hosts) {
    Certificate files{folder / "desk.crt", folder / "desk.key", {}};
    std::error_code error;
    if (!std::filesystem::exists(files.certificate, error))
        if (auto made = make_in(files, hosts); !made) return base::fail(made.error());
    const auto text = base::read_file(files.certificate);
    if (!text) return base::fail(text.error());
    const Memory memory(BIO_new_mem_buf(text->data(), static_cast<int>(text->size())));
    const X509Pointer certificate(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
    if (!certificate) return base::fail(ErrorCode::file_unreadable, files.certificate.string() + " is no certificate");
    files.fingerprint = fingerprint_of(*certificate);
    return files;
}

}  // namespace uketsuke::desk
