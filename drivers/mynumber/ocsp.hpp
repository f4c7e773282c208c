// SPDX-License-Identifier: Apache-2.0
// Questions to an OCSP responder and its answers (RFC 6960). Bytes in, bytes out: no clock of its own, no network.
#pragma once

#include "certificate.hpp"
#include "standing.hpp"

namespace uketsuke::drivers::mynumber {

/// An answer that names no next update says that there is always a newer one; it is believed no longer than this.
constexpr std::chrono::hours kOldestOcspAnswer{1};

enum class Nonce { with, without };
/// An OCSP request for one certificate, DER. The nonce (RFC 8954) keeps an old answer from being played back; a
/// responder that signs its answers ahead leaves it out of them.
base::Bytes ocsp_request(const Certificate& certificate, const Certificate& authority, Nonce nonce);

struct OcspAnswer {
    Standing standing;
    bool nonce = false;  ///< it carries the request's
};
/// What an answer to this request says, once it is signed by the authority or by a responder that it delegated to, and
/// is not from the future. Revoked in any of its parts is revoked. nullopt for anything else, also for "unknown", and
/// for an answer to another request.
std::optional<OcspAnswer> read_ocsp_answer(base::ByteView answer, base::ByteView request,
                                           const Certificate& certificate, const Certificate& authority,
                                           base::WallTime now);
/// Whether the responder would not answer at all: with nonces some do not.
bool is_ocsp_refusal(base::ByteView answer);

}  // namespace uketsuke::drivers::mynumber
