// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "firmware/ports/card.hpp"

namespace uketsuke::product {

/// What this product has of 機関認証: nothing. How a terminal proves itself to a real card is not public, so the face
/// way is not offered. Whoever holds real credentials puts another CardSignature in its place in product.cpp.
class NoTerminalCredentials : public ports::CardSignature {
public:
    [[nodiscard]] bool available() const override { return false; }
    base::Result<domain::Assertion> sign(ports::CardSession&, base::ByteView, const domain::Nonce&) override {
        return base::fail(base::ErrorCode::terminal_authentication_unavailable, "this kiosk has no credentials");
    }
};

}  // namespace uketsuke::product
