// SPDX-License-Identifier: Apache-2.0
// What docs/facts/card.md says of a card, as a table, and where a card that was met differs: each difference is named,
// with what was expected and where that stands. Nothing is explained away.
#pragma once

#include <vector>

#include "forms.hpp"
#include "sheet.hpp"
#include "tools/card/exchange.hpp"

namespace uketsuke::tools::contact {

/// "card_front 0002 DF21: length_form is 82; we expected one_byte (card facts A5, A6)".
struct Deviation {
    Word what;  ///< stable: "length_form", "length", "missing", "status" …
    Fact seen, expected;
    Word source;  ///< the place in docs/facts
    std::optional<Word> application = {};
    std::optional<FileNumber> file = {};
    std::optional<Tag> tag = {};
};
Sheet sheet_of(const Deviation& deviation);
/// One sentence, of the facts above alone.
std::string words_of(const Deviation& deviation);

Word word_of(LengthForm form);

/// A record of the table against what was read; nothing for a file that is not in it. `file` from byte 0.
std::vector<Deviation> compare_file(const drivers::mynumber::KnownApplication& application, std::uint16_t number,
                                    base::ByteView file);

/// The status words of all commands against those that the facts tell of; each kind of difference once.
std::vector<Deviation> compare_answers(const std::vector<card::Exchange>& log);

/// ATRs of card facts A1.
bool known_atr(base::ByteView atr);
/// How many bytes EF 0006 and EF 0008 hold (card facts A4); 0: not in the table.
std::size_t expected_size(std::string_view application, std::uint16_t number);

}  // namespace uketsuke::tools::contact
