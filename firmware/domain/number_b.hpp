// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "card.hpp"

namespace uketsuke::domain {

/// Nobody who lays a card down was born longer ago, years.
constexpr int kOldestHolder = 120;

/// Whether typed characters can be a 照合番号B at all on that day, of a card whose number has so many digits. Of 14: a
/// birth that is a day of some era, of somebody who may be alive (so the last two digits of a western year pass only
/// where an era had such a year), and a card that ends in this year or in the ten after it. Of another length only the
/// form is known. A number that cannot be right is never sent: it would cost a try.
bool plausible_number_b(base::ByteView digits, std::size_t wanted, base::Date today);

}  // namespace uketsuke::domain
