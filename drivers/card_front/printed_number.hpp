// SPDX-License-Identifier: Apache-2.0
// From printed lines to 照合番号B. A wrong number costs the patient one of ten tries: anything unlikely is refused.
#pragma once

#include "firmware/base/error.hpp"
#include "firmware/base/secret.hpp"
#include "firmware/base/time.hpp"
#include "symbols.hpp"

namespace uketsuke::drivers::card_front {

/// The three lines that carry the number; each may end before its print does.
struct PrintedLines {
    Symbols birth, expiry, security_code;
};

/// What the lines say, or why not.
struct Reading {
    enum class Kind { unread, implausible, number } kind = Kind::unread;
    base::Secret
        number;  ///< birth YYMMDD (era year, also where a western year is printed) + expiry YYYY + security code
};

/// A line may end early, where a symbol was doubtful. What the number needs must be there: the years, the code, and
/// month and day, which a citizen's card says twice, since it ends on a birthday; one line's may stand for the other's.
/// Where two birth dates are possible nothing is read. Plausible is: a birth that was a day of its era, at most
/// domain::kOldestHolder years ago; an expiry not more than a year past and at most ten years ahead. A card with an era
/// date belongs to a Japanese citizen and ends on the tenth birthday after it was handed out, that of a minor on the
/// fifth: so it ends on a birthday (29 February: one day around), and the holder's age at its end is one that such a
/// card can have. Foreign residents' cards may end with their leave to stay.
Reading number_b(const PrintedLines& lines, base::Date today);

}  // namespace uketsuke::drivers::card_front
