// SPDX-License-Identifier: Apache-2.0
// What a revocation list (CRL) or a responder (OCSP) says of a certificate. Bytes in, answers out: no clock of its own,
// no network.
#pragma once

#include <optional>

#include "authorities.hpp"

struct X509_crl_st;

namespace uketsuke::drivers::mynumber {

struct Standing {
    bool revoked = false;
    base::WallTime next_update{};  ///< until then this may be relied on
};

/// The lists of a file: one in DER, or several in PEM, of any authorities. Immutable after load.
class RevocationLists {
public:
    /// Errors: file_unreadable.
    static base::Result<RevocationLists> load(const std::filesystem::path& file);
    /// By the newest list that this authority signed; nullopt when there is none.
    [[nodiscard]] std::optional<Standing> of(const Certificate& certificate, const Certificate& authority) const;

private:
    explicit RevocationLists(std::vector<std::shared_ptr<X509_crl_st>> lists) : lists_(std::move(lists)) {}
    std::vector<std::shared_ptr<X509_crl_st>> lists_;
};

/// An OCSP request for one certificate, DER, without a nonce: responders sign their answers ahead.
base::Bytes ocsp_request(const Certificate& certificate, const Certificate& authority);
/// What an OCSP answer says, once it is signed by the authority or by a responder that it delegated to, and not from
/// the future. nullopt for anything else, also for "unknown". An answer that names no next update holds at `now` only.
std::optional<Standing> read_ocsp_answer(base::ByteView answer, const Certificate& certificate,
                                         const Certificate& authority, base::WallTime now);

}  // namespace uketsuke::drivers::mynumber
