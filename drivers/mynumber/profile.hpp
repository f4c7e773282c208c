// SPDX-License-Identifier: Apache-2.0
// What differs between the cards that carry 公的個人認証AP: one row a token label (EF 0006, card facts A4, A10).
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "firmware/domain/card.hpp"
#include "public_key.hpp"

namespace uketsuke::drivers::mynumber {

struct Profile {
    std::string_view label;  ///< blank-padded to 32 characters on the card
    domain::Medium medium = domain::Medium::card;
    std::size_t pin_digits = domain::kPinDigits;
    /// Of 照合番号B; 0: there is no face record.
    std::size_t number_b_digits = domain::kNumberBDigits;
    Algorithm algorithm = Algorithm::rsa_sha256;  ///< of the card's own key; the certificate tells its own
};

constexpr std::size_t kLabelSize = 32;

std::span<const Profile> profiles();
/// nullptr: a card that is not served. An old Juki card's JPKIAPICCTOKEN is known, and is not.
const Profile* profile_of(base::ByteView label);

}  // namespace uketsuke::drivers::mynumber
