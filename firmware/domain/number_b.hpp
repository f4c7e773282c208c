// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "card.hpp"

namespace uketsuke::domain {

/// Whether 14 typed digits can be a 照合番号B at all on that day: a month and a day of birth that exist, and a card
/// that ends in this year or in the ten after it. A number that cannot be right is never sent: it would cost a try.
bool plausible_number_b(base::ByteView digits, base::Date today);

}  // namespace uketsuke::domain
