// SPDX-License-Identifier: Apache-2.0
#include "certificate.hpp"

#include <openssl/x509.h>

#include <ctime>
#include <memory>

#include "rsa_key.hpp"

namespace uketsuke::drivers::mynumber {

domain::CardId card_id_of(base::ByteView certificate_der) { return {base::to_hex(sha256(certificate_der))}; }

base::Result<base::Date> not_after_of(base::ByteView certificate_der) {
    const auto* bytes = certificate_der.data();
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        d2i_X509(nullptr, &bytes, static_cast<long>(certificate_der.size())), X509_free);
    std::tm time{};
    if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &time) != 1)
        return base::fail(base::ErrorCode::card_garbled, "EF 000A holds no X.509 certificate");
    return base::date_in_japan(base::WallTime(std::chrono::seconds(::timegm(&time))));
}

}  // namespace uketsuke::drivers::mynumber
