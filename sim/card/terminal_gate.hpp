// SPDX-License-Identifier: Apache-2.0
// The card's side of the SIMULATED terminal authentication (terminal_signature.hpp tells what of it is known and what
// is invented).
#pragma once

#include <optional>

#include "drivers/mynumber/public_key.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::sim {

/// Each step answers with a status word; which word says what is invented like the rest:
///   6A80 no such object · 6A88 certified by a CA that this card does not know · 6984 the certificate has ended ·
///   6982 the CA's signature does not hold · 6300 the terminal's does not (another key, another challenge) ·
///   6985 no certificate or no fresh challenge: each challenge counts once, so a replay ends here too.
/// Thread-bound to its card.
class TerminalGate {
public:
    /// The CA whose terminals this card lets in, by key name ("9000043") and key. A card has no clock: what ended
    /// before `made`, the day it was made, has ended.
    TerminalGate(drivers::mynumber::PublicKey ca, base::Date made) : ca_(std::move(ca)), made_(made) {}

    /// Everything, as at SELECT of an application or power-down.
    void forget();
    /// A fresh challenge of this size, good for one authentication.
    base::ByteView challenge(std::size_t size);
    /// Header and body (7F21, 5F4E) of the terminal's CV certificate.
    std::uint16_t take_certificate(base::ByteView header_and_body);
    /// The CA's signature over that body (5F37); on success its key is the terminal's.
    std::uint16_t take_signature(base::ByteView object);
    /// The terminal's signature over the challenge; on success the gate is open.
    std::uint16_t authenticate(base::ByteView signature);

    [[nodiscard]] bool open() const { return open_; }
    /// After one signature with the card's key.
    void close() { open_ = false; }

private:
    drivers::mynumber::PublicKey ca_;
    base::Date made_;
    base::Bytes challenge_;
    base::Bytes body_;
    std::optional<drivers::mynumber::PublicKey> key_;
    bool open_ = false;
};

}  // namespace uketsuke::sim
