// SPDX-License-Identifier: Apache-2.0
// How a program that reads aloud has to be given a text (ui/locale/readings/<language>.po, text by text): in Japanese
// kana as they are said (わ for the は of a topic), because espeak-ng reads no kanji; in English words for
// abbreviations.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace uketsuke::tools::voice {

/// All that a pack of this language needs, of each of its catalogues (ui/voice/pieces.hpp), each once. `pack`: "ja",
/// which is the pack of easy Japanese too.
std::vector<std::string> texts_for(std::string_view pack);

/// Nothing: somebody has to write one.
std::optional<std::string> reading_of(std::string_view pack, const std::string& text);

/// The texts of the file of readings that nothing needs any more.
std::vector<std::string> unused_readings(std::string_view pack);

}  // namespace uketsuke::tools::voice
