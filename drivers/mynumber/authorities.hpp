// SPDX-License-Identifier: Apache-2.0
// The CAs that issue user-authentication certificates, as the kiosk trusts them. Three generations have the same name
// (card facts A4): an issuer is found by key identifier and signature, never by name.
#pragma once

#include <filesystem>
#include <vector>

#include "certificate.hpp"

namespace uketsuke::drivers::mynumber {

class Authorities {
public:
    /// All certificates of a PEM file, at least one. Errors: file_unreadable (also for a certificate that is no CA's,
    /// and for one of JPKI-TEST: whoever holds cards of that hierarchy has a product in hand that must not take them).
    static base::Result<Authorities> load(const std::filesystem::path& pem);

    /// The CA that issued a certificate and was valid when it did so. Errors: certificate_untrusted.
    [[nodiscard]] base::Result<Certificate> issuer_of(const Certificate& certificate) const;
    [[nodiscard]] const std::vector<Certificate>& all() const { return authorities_; }

private:
    explicit Authorities(std::vector<Certificate> authorities) : authorities_(std::move(authorities)) {}
    std::vector<Certificate> authorities_;
};

}  // namespace uketsuke::drivers::mynumber
