// SPDX-License-Identifier: Apache-2.0
// A table in CSV (RFC 4180; UTF-8, or CP932 where it is none), as programs of clinics write them.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/base/wiped_text.hpp"

namespace uketsuke::differences {

constexpr std::size_t kMostRows = 100'000;
constexpr std::size_t kLongestValue = 1000;  ///< bytes

using Cells = std::vector<base::WipedText>;
/// The first line: the names of the columns; empty where there is none, or a broken one.
using TakeColumns = std::function<base::Result<void>(const Cells& columns)>;
/// One line below it, with as many cells as columns. `line`: in the text, from 1.
using TakeCells = std::function<void(const Cells& cells, int line)>;

/// Hands over every row, as far as there is no error; lines without a cell are passed over. Errors:
/// clinic_data_unreadable, with the line and no value (a row of another length, a quote that does not end, more than
/// kMostRows or kLongestValue, an encoding that is neither), and what `columns` returns.
base::Result<void> read_table(std::string_view bytes, const TakeColumns& columns, const TakeCells& take);

}  // namespace uketsuke::differences
