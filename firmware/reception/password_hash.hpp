// SPDX-License-Identifier: Apache-2.0
// A code of the staff check, or a password of the desk, at rest: a salted slow hash and nothing else (scrypt, RFC
// 7914).
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/base/secret.hpp"
#include "firmware/domain/staff.hpp"

namespace uketsuke::reception {

/// "scrypt:15:8:1:<salt>:<hash>", numbers log2 N, r and p, the rest hex. N = 2^15 takes 32 MB and about 0.1 s. With so
/// few digits the hash alone would not hold long once the file is stolen: what protects at the reader is the lock.
class PasswordHash {
public:
    /// A fresh salt each time. Errors: config_invalid (not domain::kShortestPassword to kLongestPassword digits),
    /// internal.
    static base::Result<PasswordHash> of(const base::Secret& password, int log2_n = 15);
    /// Of a password that is typed on a keyboard, from kShortestPhrase characters on. Errors: alike.
    static base::Result<PasswordHash> of_phrase(const base::Secret& password, int log2_n = 15);
    static constexpr std::size_t kShortestPhrase = 10;  ///< bytes
    /// Errors: config_invalid.
    static base::Result<PasswordHash> parse(std::string_view text);

    [[nodiscard]] std::string print() const;
    /// In a time that does not depend on where they differ.
    [[nodiscard]] bool matches(const base::Secret& password) const;

private:
    PasswordHash() = default;
    static base::Result<PasswordHash> salted(const base::Secret& password, int log2_n);
    [[nodiscard]] bool derive(const base::Secret& password, std::array<std::uint8_t, 32>& into) const;

    int log2_n_ = 15;
    std::array<std::uint8_t, 16> salt_{};
    std::array<std::uint8_t, 32> hash_{};
};

}  // namespace uketsuke::reception
