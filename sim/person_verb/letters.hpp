// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sim/people/invented.hpp"

namespace uketsuke::sim {

/// Another text of as many letters (120 at most) of the same kinds: digits, Latin letters, kana, kanji of Shift_JIS and
/// beyond it, variation sequences, wide and half-wide. Blanks, hyphens and stand-ins for letters (●) stay; what is none
/// of these becomes ※. Never the same text, and empty for an empty one.
std::string other_text(std::string_view text, Draw& draw);

}  // namespace uketsuke::sim
