// SPDX-License-Identifier: Apache-2.0
// Lists of people: CSV with a first line of column names (csv_table.hpp), and JSON, a list of objects of texts and
// whole numbers. Columns and keys: "patient" (患者番号) and those of the fields (compare.hpp),
// by either name; others are passed over.
#pragma once

#include <functional>
#include <string_view>

#include "csv_table.hpp"
#include "firmware/base/error.hpp"
#include "person_data.hpp"

namespace uketsuke::differences {

/// Dropped when `take` returns.
using TakeRow = std::function<void(const PersonData&)>;

/// Every row, as far as there is no error. Errors: clinic_data_unreadable, with the line and no value (no column that
/// tells who it is, a row of another length, a quote that does not end, more than kMostRows or kLongestValue, an
/// encoding that is neither).
base::Result<void> read_csv(std::string_view text, const TakeRow& take);
/// Errors: clinic_data_unreadable, with the place in the list (no JSON, no list of objects, a key twice, a value that
/// is no text and no whole number, too much).
base::Result<void> read_json(std::string_view text, const TakeRow& take);

}  // namespace uketsuke::differences
