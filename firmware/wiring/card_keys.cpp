// SPDX-License-Identifier: Apache-2.0
#include "card_keys.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <utility>

namespace uketsuke::wiring {

base::Result<CardKeys> CardKeys::draw() {
    std::array<std::uint8_t, 32> drawn{};
    const bool random = RAND_priv_bytes(drawn.data(), static_cast<int>(drawn.size())) == 1;
    base::Secret key;
    for (const auto byte : drawn) key.push(byte);
    base::wipe(drawn.data(), drawn.size());
    if (!random) return base::fail(base::ErrorCode::internal, "no randomness for the cards' keys");
    return CardKeys(std::move(key));
}

domain::CardKey CardKeys::of(std::string_view whom) const {
    domain::CardKey key;
    const auto secret = key_.expose();
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const std::uint8_t*>(whom.data()), whom.size(), key.value.data(), nullptr);
    return key;
}

}  // namespace uketsuke::wiring
