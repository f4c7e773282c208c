// SPDX-License-Identifier: Apache-2.0
// Forms of kanji (異体字) that published tables name as forms of one letter. Internal to differences.
#pragma once

#include <cstddef>

namespace uketsuke::differences {

/// The letter of today for an old or other form of it; any other letter as it is.
char32_t todays_form(char32_t letter);
/// How many forms the tables hold.
std::size_t letter_forms();

}  // namespace uketsuke::differences
