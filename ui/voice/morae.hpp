// SPDX-License-Identifier: Apache-2.0
// Words in kana by the morae they are said in. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace uketsuke::ui::voice {

/// Those that a pack of Japanese has recordings of, in hiragana.
std::span<const std::string_view> morae();
/// Those of a word of kana: a long vowel is its vowel once more, a small っ an empty one, a pause. Empty: something
/// else than kana and spaces is in it.
std::vector<std::string> morae_of(std::string_view word);

}  // namespace uketsuke::ui::voice
