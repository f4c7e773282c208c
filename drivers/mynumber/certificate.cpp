// SPDX-License-Identifier: Apache-2.0
#include "certificate.hpp"

#include <openssl/x509.h>

#include <ctime>

#include "public_key.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

std::string organisation(const X509_NAME* name) {
    char text[128] = {};
    X509_NAME_get_text_by_NID(const_cast<X509_NAME*>(name), NID_organizationName, text, sizeof text);
    return text;
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
