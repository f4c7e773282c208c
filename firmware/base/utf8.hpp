// SPDX-License-Identifier: Apache-2.0
// UTF-8, read letter by letter.
#pragma once

#include <optional>
#include <string_view>

namespace uketsuke::base {

/// Takes the first letter off a text that is not empty. nullopt, and nothing taken, when no UTF-8 stands there: a stray
/// or missing byte, a letter written longer than need be, a surrogate, or one beyond U+10FFFF.
std::optional<char32_t> take_letter(std::string_view& text);

}  // namespace uketsuke::base
