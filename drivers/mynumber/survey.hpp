// SPDX-License-Identifier: Apache-2.0
// What any card tells to whoever asks: for diagnosis, before it is decided whether the card is served at all. Burns no
// try, needs no PIN.
#pragma once

#include <string>
#include <vector>

#include "card_map.hpp"
#include "firmware/ports/card.hpp"

namespace uketsuke::drivers::mynumber {

struct Survey {
    std::vector<const KnownApplication*> present;  ///< the known applications that answer
    std::string label;  ///< of 公的個人認証AP (EF 0006), without blanks; empty when it is no text
    std::optional<bool> signature_certificate;  ///< of its two certificates (EF 0008), where the card tells

    [[nodiscard]] bool has(const Aid& aid) const;
};
/// Selects each known application in turn. Errors: those of the session; card_garbled (公的個人認証AP without a label).
base::Result<Survey> survey(ports::CardSession& session);

struct Counter {
    const KnownCounter* what;
    domain::Tries left;
};
/// All counters of known_counters() that the card has, asked by VERIFY without data. Errors: those of the session.
base::Result<std::vector<Counter>> ask_counters(ports::CardSession& session);

}  // namespace uketsuke::drivers::mynumber
