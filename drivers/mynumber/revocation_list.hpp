// SPDX-License-Identifier: Apache-2.0
// One revocation list (RFC 5280 §5), read once and indexed: whom it names, and for whom it speaks.
// A list may be long (400,000 entries) and the kiosk small, so that only the serial numbers are kept, 20 bytes each.
#pragma once

#include <array>
#include <string>

#include "certificate.hpp"

struct X509_crl_st;
struct ISSUING_DIST_POINT_st;
struct asn1_string_st;

namespace uketsuke::drivers::mynumber {

/// A certificate's serial number, padded in front (RFC 5280 §4.1.2.2: at most 20 bytes).
using Serial = std::array<std::uint8_t, 20>;
/// nullopt for what is no serial number: negative or too long. `number` is big-endian, in two's complement.
std::optional<Serial> serial_of(base::ByteView number);
Serial serial_of(const Certificate& certificate);

/// Immutable after read.
class RevocationList {
public:
    /// What a list says of itself, beside the entries.
    struct Head {
        std::shared_ptr<X509_crl_st> list;  ///< without its entries
        std::shared_ptr<ISSUING_DIST_POINT_st> scope;
        std::shared_ptr<asn1_string_st> number, base_number;  ///< the second only in a delta list
        base::WallTime this_update{};
        std::optional<base::WallTime> next_update;
    };

    /// DER, all of it. The error says which list it is and why it is not understood: an unknown critical extension, an
    /// indirect list (one authority speaks for another), entries out of form, something behind its end.
    static base::Expected<RevocationList, std::string> read(base::ByteView der);
    /// Whether the authority issued it: name, key, and that the authority may sign lists. `der` is what was read.
    [[nodiscard]] bool issued_by(const Certificate& authority, base::ByteView der) const;

    /// Revoked according to this list. That an entry was taken back (removeFromCRL) is no entry.
    [[nodiscard]] bool names(const Serial& serial) const;
    /// Whether it says all there is to say about a certificate of its issuer: of this kind, for every reason, of a
    /// distribution point that the certificate names.
    [[nodiscard]] bool covers(const Certificate& certificate) const;
    /// A delta list says only what changed since a complete one.
    [[nodiscard]] bool is_delta() const { return head_.base_number != nullptr; }
    /// Whether this delta list makes a complete one of the same scope as new as itself (RFC 5280 §5.2.4).
    [[nodiscard]] bool continues(const RevocationList& complete) const;
    [[nodiscard]] const Head& head() const { return head_; }
    [[nodiscard]] std::size_t size() const { return named_.size(); }
    /// For the log: issuer, number and time.
    [[nodiscard]] std::string name() const;

private:
    Head head_;
    std::vector<Serial> named_;  ///< in order
};

}  // namespace uketsuke::drivers::mynumber
