// SPDX-License-Identifier: Apache-2.0
// What one reader does otherwise than others: one row a reader.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "firmware/base/time.hpp"

namespace uketsuke::drivers::pcsc {

/// How long an answer may be, where no setting says it.
enum class Extended : std::uint8_t {
    told,  ///< its driver is asked, at each connect (PC/SC part 10, the property dwMaxAPDUDataSize)
    yes,   ///< it passes extended commands on, and its driver does not say so
    no,    ///< it does not, whatever its driver says
};

struct Quirks {
    /// Part of the reader's PC/SC name, which is all that PC/SC tells of it (no USB id); empty: every reader.
    std::string_view name;
    Extended extended = Extended::told;
    /// The first power-up finds the card not yet answering, the second does: connected twice.
    bool first_connect_unpowered = true;
    /// So long pcscd may still see a card that a command has already missed.
    base::Duration slow_removal{700};
};

/// The last row is every other reader's.
std::span<const Quirks> quirks();
/// The first row that fits.
const Quirks& quirks_of(std::string_view reader);

}  // namespace uketsuke::drivers::pcsc
