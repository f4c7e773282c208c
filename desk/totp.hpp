// SPDX-License-Identifier: Apache-2.0
// The second factor: a code that changes every 30 seconds (RFC 6238 with HMAC-SHA-1 and six digits, as every
// authenticator app has it).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/base/bytes.hpp"
#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::desk {

class Totp {
public:
    static constexpr std::chrono::seconds kStep{30};

    /// A new secret of 20 bytes. Errors: internal (no randomness).
    static base::Result<Totp> draw();
    /// Base32 (RFC 4648), without padding. nullopt: it is none, or not of 20 to 40 bytes.
    static std::optional<Totp> parse(std::string_view base32);
    explicit Totp(base::Bytes secret) : secret_(std::move(secret)) {}

    [[nodiscard]] std::string print() const;
    /// Six digits.
    [[nodiscard]] std::string code_at(std::int64_t step) const;
    /// Which step's code it is: the present one or one beside it, and later than `used`, so that a code that was seen
    /// is worth nothing afterwards. nullopt: none.
    [[nodiscard]] std::optional<std::int64_t> match(std::string_view code, base::WallTime now, std::int64_t used) const;

private:
    base::Bytes secret_;
};

}  // namespace uketsuke::desk
