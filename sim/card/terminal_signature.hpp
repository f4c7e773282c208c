// SPDX-License-Identifier: Apache-2.0
// A SIMULATED stand-in for the terminal authentication (機関認証) that lets a real kiosk use the card's key without the
// PIN.
//
// The real one is not public. Known from the outside (card facts A9) are the commands GET CHALLENGE, SELECT 0016,
// 80 A2 06 C1 <certificate header and body>, 80 A2 00 C1 <signature>. INVENTED here: that EXTERNAL AUTHENTICATE (00 82)
// with the terminal key's PKCS#1 signature over SHA-256(challenge) follows, that it opens key 0017 for one signature,
// and the test CA that both sides trust. A real card has another CA and refuses at the certificate.
#pragma once

#include <memory>

#include "firmware/ports/card.hpp"
#include "private_key.hpp"

namespace uketsuke::sim {

/// Thread-bound to the card lane.
class TerminalSignature : public ports::CardSignature {
public:
    /// Takes terminal.cv and terminal.key of a test PKI folder. Errors: file_unreadable.
    static base::Result<std::unique_ptr<TerminalSignature>> create(const std::filesystem::path& pki);
    TerminalSignature(base::Bytes certificate, PrivateKey key)
        : certificate_(std::move(certificate)), key_(std::move(key)) {}

    [[nodiscard]] bool available() const override { return true; }
    /// Selects 公的個人認証AP anew. The certificate is not read again: a signature that holds under it is the proof
    /// that the identified card made it. Errors: those of the card; terminal_authentication_unavailable when it refuses
    /// the terminal.
    base::Result<domain::Assertion> sign(ports::CardSession& session, base::ByteView certificate,
                                         const domain::Nonce& nonce) override;

private:
    base::Bytes certificate_;
    PrivateKey key_;
};

}  // namespace uketsuke::sim
