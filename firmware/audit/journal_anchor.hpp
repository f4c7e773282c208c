// SPDX-License-Identifier: Apache-2.0
// Number and hash of the journal's last line, kept among the kiosk's counters: whoever moves the journal away, cuts it
// or puts another in its place does not change these too. Journal and counters are held against each other at each
// start.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "firmware/ports/clinic.hpp"
#include "journal_line.hpp"

namespace uketsuke::audit {

struct Anchor {
    std::uint64_t number = 0;   ///< 0: no line was ever written
    std::uint32_t session = 0;  ///< of the last record, so that a journal begun anew counts on
    std::string head = kNoHash;
};

/// Errors: the store's.
base::Result<Anchor> read_anchor(ports::CounterStore& store);
base::Result<void> write_anchor(ports::CounterStore& store, const Anchor& anchor);

/// How a journal that ends with `last` differs from what was noted: "shorter", "longer", "other" or "signature"; empty
/// where it agrees. A power cut may lie between a line and its note: one line more is right if it follows.
/// `signature_right`: that of the last line.
std::string_view disagreement(const Anchor& noted, const LineFacts& last, bool signature_right);

}  // namespace uketsuke::audit
