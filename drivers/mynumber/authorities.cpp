// SPDX-License-Identifier: Apache-2.0
#include "authorities.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>

#include "firmware/base/owned.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

using base::ErrorCode;

bool issued(X509* authority, X509* certificate) {
    const auto begun = instant_of(X509_get0_notBefore(certificate));
    const auto from = instant_of(X509_get0_notBefore(authority)), until = instant_of(X509_get0_notAfter(authority));
    return X509_check_issued(authority, certificate) == X509_V_OK &&
           X509_verify(certificate, X509_get0_pubkey(authority)) == 1 && begun && from && until && *from <= *begun &&
           *begun <= *until;
}

}  // namespace

base::Result<Authorities> Authorities::load(const std::filesystem::path& pem) {
    const base::Owned<BIO, BIO_free_all> file(BIO_new_file(pem.c_str(), "rb"));
    std::vector<Certificate> all;
    ERR_clear_error();
    while (file) {
        Certificate one(PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr), X509_free);
        if (!one) break;
        all.push_back(std::move(one));
    }
    const bool whole = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    if (all.empty() || !whole) return base::fail(ErrorCode::file_unreadable, pem.string() + ": no certificates in PEM");
    if (std::any_of(all.begin(), all.end(), of_test_hierarchy))
        return base::fail(ErrorCode::file_unreadable, pem.string() + ": JPKI-TEST is no authority for a product");
    if (std::any_of(all.begin(), all.end(), [](const Certificate& one) { return X509_check_ca(one.get()) != 1; }))
        return base::fail(ErrorCode::file_unreadable, pem.string() + ": holds a certificate that is no CA's");
    return Authorities(std::move(all));
}

base::Result<Certificate> Authorities::issuer_of(const Certificate& certificate) const {
    const auto found = std::find_if(authorities_.begin(), authorities_.end(), [&](const Certificate& authority) {
        return issued(authority.get(), certificate.get());
    });
    ERR_clear_error();
    if (found == authorities_.end())
        return base::fail(ErrorCode::certificate_untrusted, "no trusted CA issued the card's certificate");
    return *found;
}

}  // namespace uketsuke::drivers::mynumber
