// SPDX-License-Identifier: Apache-2.0
// What the kiosk reads out of an X.509 certificate, first of all the card's own (EF 000A).
#pragma once

#include <memory>
#include <optional>

#include "firmware/base/error.hpp"
#include "firmware/domain/card.hpp"

struct asn1_string_st;
struct X509_name_st;
struct x509_st;

namespace uketsuke::drivers::mynumber {

/// A certificate that was read. Cheap to copy; immutable.
using Certificate = std::shared_ptr<x509_st>;
/// nullptr for what is no X.509, or has something behind it.
Certificate read_certificate(base::ByteView der);

/// The card that a certificate stands for: SHA-256 of the DER bytes.
domain::CardId card_id_of(base::ByteView certificate_der);
/// Last day in Japan. Errors: card_garbled (no X.509).
base::Result<base::Date> not_after_of(base::ByteView certificate_der);

/// What may be told of a certificate without telling whose it is. The serial number names nobody, but identifies the
/// card to whoever knows it.
struct CertificateFacts {
    std::string issuer;  ///< distinguished name (RFC 2253)
    std::string serial;  ///< hexadecimal
    base::Date not_before, not_after;
    std::string key;  ///< "RSA 2048"
    bool test_hierarchy = false;
};
/// nullopt for what is no certificate.
std::optional<CertificateFacts> facts_of(base::ByteView certificate_der);

/// A distinguished name (RFC 2253).
std::string written(const X509_name_st* name);
/// Whether a certificate or its issuer names the organisation JPKI-TEST.
bool of_test_hierarchy(const Certificate& certificate);
/// An ASN.1 time; nullopt when there is none or it is none.
std::optional<base::WallTime> instant_of(const asn1_string_st* time);

}  // namespace uketsuke::drivers::mynumber
