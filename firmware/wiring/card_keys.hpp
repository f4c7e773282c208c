// SPDX-License-Identifier: Apache-2.0
// By what the kiosk knows a card again without keeping who it is.
#pragma once

#include "firmware/base/error.hpp"
#include "firmware/base/secret.hpp"
#include "firmware/domain/card.hpp"

namespace uketsuke::wiring {

/// HMAC-SHA-256 of a card's identity under 32 random bytes that are drawn at the start and never leave locked memory:
/// what is counted under such a key cannot be held against a list of certificates. Thread-safe once made.
class CardKeys {
public:
    /// Errors: internal (no randomness).
    static base::Result<CardKeys> draw();
    [[nodiscard]] domain::CardKey of(const domain::CardId& card) const { return of(std::string_view(card.value)); }
    /// Alike, of whatever says who somebody is.
    [[nodiscard]] domain::CardKey of(std::string_view whom) const;

private:
    explicit CardKeys(base::Secret key) : key_(std::move(key)) {}
    base::Secret key_;
};

}  // namespace uketsuke::wiring
