// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "card.hpp"

namespace uketsuke::domain {

/// The first six of 14 digits; zeroes for a 照合番号B of another length, which holds no birth.
std::array<char, 6> birth_in(base::ByteView number_b);

/// Whether a person with this birth and sex (OQSCD007: 1 male, 2 female, 3 not told) may be the card's holder. A part
/// of a birth that either does not know (00), and a sex that either does not tell, says nothing.
bool may_be(const HolderProof& holder, base::Date birth, int sex);

}  // namespace uketsuke::domain
