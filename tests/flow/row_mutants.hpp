// SPDX-License-Identifier: Apache-2.0
// Every small mistake that can be made in a row of the table, one at a time: made from the table as it stands, so that
// a new row has its mutants by itself.
#pragma once

#include <string>
#include <vector>

#include "firmware/flow/transitions.hpp"

namespace uketsuke::flow {

struct RowMutant {
    std::size_t row = 0;       ///< place in the table of the one that is changed
    std::string_view mistake;  ///< in words
    std::vector<Row> table;    ///< with it
};

/// Of one row: it is missing; its guard is not asked, or understood the other way round; its change or effect is
/// missing; it leads nowhere, to the start, or into its own state anew; it stands behind the next one of its state for
/// the same event. They count until the next call.
std::vector<RowMutant> mutants_of(std::span<const Row> rows, std::size_t row);

/// "pin_entry, tap confirm [four digits]": to name a row by.
std::string words_of(const Row& row);

}  // namespace uketsuke::flow
