// SPDX-License-Identifier: Apache-2.0
// What a patient reads before agreeing to anything, as a value that can be noted: the journal keeps its version with
// each consent, docs/consent_words.md tells which words that were.
#pragma once

#include "firmware/flow/audit_records.hpp"
#include "languages.hpp"

namespace uketsuke::ui {

/// Keys of all texts that belong to the questions about consent, in order: what the screens say, and what the buttons
/// do that are theirs. Buttons that all screens share are not among them.
std::vector<std::string> consent_keys(const Catalogue& words);
/// The first 16 hexadecimal digits of SHA-256 over the keys and texts, each ended by a zero byte. Another word is
/// another version; a change elsewhere in the catalogue is none, nor is a mark where a line may break.
std::string version_of_consent(const Catalogue& words);
/// A place each language.
std::vector<flow::ShownWords> shown_words(const Languages& languages);
/// docs/consent_words.md: all languages of the table, their versions and their words.
std::string print_consent_words();

}  // namespace uketsuke::ui
