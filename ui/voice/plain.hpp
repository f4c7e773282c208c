// SPDX-License-Identifier: Apache-2.0
// Texts as they are said: what a pack finds its recordings by. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/time.hpp"

namespace uketsuke::ui::voice {

/// Without the marks where a line may break, each line end and run of spaces one space, none at the ends.
std::string plain(std::string_view text);
/// The characters, each as its bytes; what is not UTF-8 byte by byte.
std::vector<std::string_view> letters_of(std::string_view text);
/// Not said: spaces, marks of punctuation, brackets.
bool is_mark(std::string_view letter);
bool is_digit(std::string_view letter);
/// Hiragana or katakana, and the mark of a long vowel.
bool is_kana(std::string_view letter);
/// Katakana as hiragana; anything else as it is.
std::string hiragana(std::string_view text);
/// About how long a person takes to say it, for what has no recording.
base::Duration estimated(std::string_view text);

}  // namespace uketsuke::ui::voice
