// SPDX-License-Identifier: Apache-2.0
// Dates on the screens, as each language writes them: order, names of months, digits, and the era where it is used. All
// dates are written here; other numbers stay in the digits that keys, cards and telephones have. Pure.
#pragma once

#include <string>
#include <string_view>

#include "firmware/base/time.hpp"

namespace uketsuke::ui {

/// Within a sentence: "令和9年（2027年）|3月12日", "12 March 2027". `language`: the code of a row of the table of
/// languages; another one is a defect: std::out_of_range.
std::string written(base::Date date, std::string_view language);
/// In a list, where a date stands by itself: "令和9年3月12日".
std::string listed(base::Date date, std::string_view language);
/// "2027-03-12", where there is no room for words: in this order it is misread in no language.
std::string in_digits(base::Date date, std::string_view language);

}  // namespace uketsuke::ui
