// SPDX-License-Identifier: Apache-2.0
#include "certificate.hpp"

#include <openssl/bio.h>
#include <openssl/x509.h>

#include <ctime>

#include "firmware/base/owned.hpp"
#include "public_key.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

std::string organisation(const X509_NAME* name) {
    char text[128] = {};
    X509_NAME_get_text_by_NID(const_cast<X509_NAME*>(name), NID_organizationName, text, sizeof text);
    return text;
}

std::string key_of(X509* certificate) {
    const auto* key = X509_get0_pubkey(certificate);
    if (key == nullptr) return "of a kind that is not known";
    return std::string(EVP_PKEY_get0_type_name(key)) + " " + std::to_string(EVP_PKEY_get_bits(key));
}

}  // namespace

Certificate read_certificate(base::ByteView der) {
    const auto* at = der.data();
    Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())), X509_free);
    return at == der.data() + der.size() ? certificate : nullptr;
}

domain::CardId card_id_of(base::ByteView certificate_der) { return {base::to_hex(sha256(certificate_der))}; }

base::Result<base::Date> not_after_of(base::ByteView certificate_der) {
    const auto certificate = read_certificate(certificate_der);
    const auto end = certificate ? instant_of(X509_get0_notAfter(certificate.get())) : std::nullopt;
    if (!end) return base::fail(base::ErrorCode::card_garbled, "EF 000A holds no X.509 certificate");
    return base::date_in_japan(*end);
}

std::optional<CertificateFacts> facts_of(base::ByteView certificate_der) {
    const auto certificate = read_certificate(certificate_der);
    if (!certificate) return std::nullopt;
    auto* x509 = certificate.get();
    const auto from = instant_of(X509_get0_notBefore(x509)), until = instant_of(X509_get0_notAfter(x509));
    if (!from || !until) return std::nullopt;
    const auto* serial = X509_get0_serialNumber(x509);
    const base::ByteView bytes(ASN1_STRING_get0_data(serial), static_cast<std::size_t>(ASN1_STRING_length(serial)));
    return CertificateFacts{written(X509_get_issuer_name(x509)), base::to_hex(bytes), base::date_in_japan(*from),
                            base::date_in_japan(*until),         key_of(x509),        of_test_hierarchy(certificate)};
}

std::string written(const X509_NAME* name) {
    const base::Owned<BIO, BIO_free_all> out(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253);
    char* text = nullptr;
    const auto size = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

bool of_test_hierarchy(const Certificate& certificate) {
    return organisation(X509_get_subject_name(certificate.get())) == "JPKI-TEST" ||
           organisation(X509_get_issuer_name(certificate.get())) == "JPKI-TEST";
}

std::optional<base::WallTime> instant_of(const asn1_string_st* time) {
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
    return base::WallTime(std::chrono::seconds(::timegm(&parts)));
}

}  // namespace uketsuke::drivers::mynumber
