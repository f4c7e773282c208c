// SPDX-License-Identifier: Apache-2.0
#include "made_lists.hpp"

#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "firmware/base/file.hpp"
#include "firmware/base/owned.hpp"

namespace uketsuke::test {
namespace {

namespace fs = std::filesystem;
const fs::path kPki = TEST_PKI;

template <auto Free, class T>
base::Owned<T, Free> made(T* object) {
    REQUIRE(object != nullptr);
    return base::Owned<T, Free>(object);
}

base::Owned<EVP_PKEY, EVP_PKEY_free> key_of(const std::string& ca) {
    const auto file = made<BIO_free_all>(BIO_new_file((kPki / (ca + ".key")).c_str(), "rb"));
    return made<EVP_PKEY_free>(PEM_read_bio_PrivateKey(file.get(), nullptr, nullptr, nullptr));
}

drivers::mynumber::Certificate authority() {
    return drivers::mynumber::read_certificate(base::read_bytes(kPki / "auth_ca.der").value());
}

/// An extension in the words of openssl's configuration; `section` is what the words refer to.
base::Owned<X509_EXTENSION, X509_EXTENSION_free> extension(int nid, const std::string& words,
                                                           const std::string& section = {}) {
    const auto configuration = made<NCONF_free>(NCONF_new(nullptr));
    const auto text = made<BIO_free_all>(BIO_new_mem_buf(section.data(), static_cast<int>(section.size())));
    long line = 0;
    REQUIRE((section.empty() || NCONF_load_bio(configuration.get(), text.get(), &line) == 1));
    X509V3_CTX context;
    X509V3_set_ctx(&context, nullptr, nullptr, nullptr, nullptr, 0);
    X509V3_set_nconf(&context, configuration.get());
    return made<X509_EXTENSION_free>(X509V3_EXT_nconf_nid(configuration.get(), &context, nid, words.c_str()));
}

base::Owned<X509_EXTENSION, X509_EXTENSION_free> unknown(const std::string& oid) {
    const auto object = made<ASN1_OBJECT_free>(OBJ_txt2obj(oid.c_str(), 1));
    const auto value = made<ASN1_OCTET_STRING_free>(ASN1_OCTET_STRING_new());
    ASN1_OCTET_STRING_set(value.get(), reinterpret_cast<const unsigned char*>("\x05\x00"), 2);
    return made<X509_EXTENSION_free>(X509_EXTENSION_create_by_OBJ(nullptr, object.get(), 1, value.get()));
}

base::Owned<ASN1_TIME, ASN1_TIME_free> time_of(const std::string& text) {
    auto time = made<ASN1_TIME_free>(ASN1_TIME_new());
    REQUIRE(ASN1_TIME_set_string_X509(time.get(), text.c_str()) == 1);
    return time;
}

base::Owned<ASN1_INTEGER, ASN1_INTEGER_free> number_of(const std::string& hex) {
    BIGNUM* number = nullptr;
    REQUIRE(BN_hex2bn(&number, hex.c_str()) != 0);
    const auto owned = made<BN_free>(number);
    return made<ASN1_INTEGER_free>(BN_to_ASN1_INTEGER(number, nullptr));
}

void add_entry(X509_CRL* list, const std::string& serial, const MadeList& how) {
    auto entry = made<X509_REVOKED_free>(X509_REVOKED_new());
    REQUIRE(X509_REVOKED_set_serialNumber(entry.get(), number_of(serial).get()) == 1);
    REQUIRE(X509_REVOKED_set_revocationDate(entry.get(), time_of("20240101000000Z").get()) == 1);
    if (!how.other_of_entries.empty())
        REQUIRE(X509_REVOKED_add_ext(entry.get(), unknown(how.other_of_entries).get(), -1) == 1);
    if (!how.reason.empty()) {
        const auto reason = made<ASN1_ENUMERATED_free>(ASN1_ENUMERATED_new());
        REQUIRE(ASN1_ENUMERATED_set(reason.get(), std::stol(how.reason)) == 1);
        REQUIRE(X509_REVOKED_add1_ext_i2d(entry.get(), NID_crl_reason, reason.get(), 0, 0) == 1);
    }
    REQUIRE(X509_CRL_add0_revoked(list, entry.release()) == 1);
}

void add_number(X509_CRL* list, int nid, long number) {
    if (number == 0) return;
    const auto value = made<ASN1_INTEGER_free>(ASN1_INTEGER_new());
    ASN1_INTEGER_set(value.get(), number);
    REQUIRE(X509_CRL_add1_ext_i2d(list, nid, value.get(), nid == NID_delta_crl ? 1 : 0, 0) == 1);
}

base::Bytes der_of(X509_CRL* list) {
    unsigned char* der = nullptr;
    const int size = i2d_X509_CRL(list, &der);
    REQUIRE(size > 0);
    const base::Bytes bytes(der, der + size);
    OPENSSL_free(der);
    return bytes;
}

}  // namespace

std::string municipality(const std::string& name) {
    return fmt::format("dirName:{0}\n[{0}]\nC=JP\nO=Uketsuke TEST\nOU=CRL Distribution Points\nCN={0} CRLDP\n", name);
}

base::Bytes MadeList::der() const {
    const auto list = made<X509_CRL_free>(X509_CRL_new());
    X509_CRL_set_version(list.get(), 1);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(authority().get()));
    X509_CRL_set1_lastUpdate(list.get(), time_of(this_update).get());
    if (!next_update.empty()) X509_CRL_set1_nextUpdate(list.get(), time_of(next_update).get());
    if (!scope.empty())
        X509_CRL_add_ext(list.get(),
                         extension(NID_issuing_distribution_point, "critical,@scope", "[scope]\n" + scope).get(), -1);
    add_number(list.get(), NID_crl_number, number);
    add_number(list.get(), NID_delta_crl, base_number);
    if (!other.empty()) X509_CRL_add_ext(list.get(), unknown(other).get(), -1);
    for (const auto& serial : revoked) add_entry(list.get(), serial, *this);
    for (std::size_t i = 0; i < further; ++i) add_entry(list.get(), fmt::format("7F{:038X}", i * 7919 + 1), *this);
    REQUIRE(X509_CRL_sign(list.get(), key_of(signer).get(), EVP_sha256()) > 0);
    return der_of(list.get());
}

base::Bytes certificate_of_point(const std::string& serial, const std::string& point) {
    const auto key = key_of("ocsp");  // any key: nobody signs with it here
    const auto certificate = made<X509_free>(X509_new());
    X509_set_version(certificate.get(), 2);
    X509_set_serialNumber(certificate.get(), number_of(serial).get());
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(authority().get()));
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>("TEST"), -1, -1, 0);
    X509_set1_notBefore(certificate.get(), time_of("20240101000000Z").get());
    X509_set1_notAfter(certificate.get(), time_of("20301231235959Z").get());
    X509_set_pubkey(certificate.get(), key.get());
    if (!point.empty())
        X509_add_ext(certificate.get(),
                     extension(NID_crl_distribution_points, "point", "[point]\nfullname=" + point).get(), -1);
    REQUIRE(X509_sign(certificate.get(), key_of("auth_ca").get(), EVP_sha256()) > 0);
    unsigned char* der = nullptr;
    const int size = i2d_X509(certificate.get(), &der);
    const base::Bytes bytes(der, der + size);
    OPENSSL_free(der);
    return bytes;
}

std::string pem_of(const std::vector<base::Bytes>& lists) {
    const auto out = made<BIO_free_all>(BIO_new(BIO_s_mem()));
    for (const auto& list : lists)
        PEM_write_bio(out.get(), PEM_STRING_X509_CRL, "", list.data(), static_cast<long>(list.size()));
    char* text = nullptr;
    const auto size = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

std::string serial_text(base::ByteView certificate_der) {
    return drivers::mynumber::facts_of(certificate_der).value().serial;
}

}  // namespace uketsuke::test
