// SPDX-License-Identifier: Apache-2.0
// Text that comes from outside (names, addresses, who issued something), letter by letter: what may be drawn as it
// comes, and what somebody must look at. Registers of people hold letters that no common code has; what came through
// their conversion is a stand-in (●, 〓, ■, □), a private code, or U+FFFD (domain facts §6).
#pragma once

#include <string>
#include <string_view>

namespace uketsuke::domain {

/// Whether a text holds a stand-in for a letter, a code that means nothing outside its system, a byte that is none of
/// UTF-8, or a sign that is not seen but turns or hides what stands around it: people must compare it with the card.
bool has_unreadable(std::string_view text);

/// The text as a screen may show it: every stand-in is a ●, what is not seen is left out.
std::string drawable(std::string_view text);

}  // namespace uketsuke::domain
