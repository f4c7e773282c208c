// SPDX-License-Identifier: Apache-2.0
// Revocation lists and certificates of the test PKI's user authentication CA that pki.sh does not make: of one
// distribution point, delta, indirect, with extensions that nobody knows, and long.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "drivers/mynumber/certificate.hpp"

namespace uketsuke::test {

struct MadeList {
    std::vector<std::string> revoked;  ///< serial numbers, hex
    std::string scope;                 ///< issuingDistributionPoint in openssl's words; empty: none
    std::string next_update = "20451231235959Z";
    std::string this_update = "20200101000000Z";
    long number = 0, base_number = 0;  ///< 0: without
    std::string other;                 ///< "OID=…" of a critical extension without meaning
    std::string other_of_entries;      ///< the same, in each entry
    std::string reason;                ///< of each entry, in openssl's words
    std::size_t further = 0;           ///< entries with serial numbers that no certificate has
    std::string signer = "auth_ca";

    [[nodiscard]] base::Bytes der() const;
};

/// "keyid=…" of two municipalities, as JPKI's certificates name theirs: a directory name.
std::string municipality(const std::string& name);
/// A certificate of auth_ca that names one distribution point, in openssl's words; empty: none. DER.
base::Bytes certificate_of_point(const std::string& serial, const std::string& point);
/// Lists in PEM, in a row.
std::string pem_of(const std::vector<base::Bytes>& lists);
std::string serial_text(base::ByteView certificate_der);

}  // namespace uketsuke::test
