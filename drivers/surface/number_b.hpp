// SPDX-License-Identifier: Apache-2.0
// From printed lines to 照合番号B. A wrong number costs the patient one of ten tries: anything unlikely is refused.
#pragma once

#include "firmware/base/error.hpp"
#include "firmware/base/secret.hpp"
#include "glyphs.hpp"

namespace uketsuke::drivers::surface {

/// The three lines that carry the number.
struct PrintedLines {
    Symbols birth, expiry, security_code;
    PrintedLines() = default;
    PrintedLines(PrintedLines&&) = default;
    PrintedLines& operator=(PrintedLines&&) = default;
    ~PrintedLines();  ///< wipes
};

/// Birth YYMMDD (era year) + expiry YYYY + security code. The birth is a day of the era that is printed and not after
/// `today`, the card ends in this year or the ten after it. Errors: surface_unreadable, saying which line, no digits.
base::Result<base::Secret> number_b(const PrintedLines& lines, base::Date today);

}  // namespace uketsuke::drivers::surface
