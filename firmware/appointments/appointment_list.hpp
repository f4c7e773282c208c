// SPDX-License-Identifier: Apache-2.0
// A list of appointments: CSV (differences/csv_table.hpp) with a first line of column names. docs/appointments.md.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "firmware/base/wiped_text.hpp"

namespace uketsuke::appointments {

struct Row {
    base::WipedText number;       ///< as number_form() has it; not empty
    base::Date day;               ///< in Japan
    std::optional<int> minute;    ///< after midnight; none: only the day is agreed
    base::WipedText name, place;  ///< may be empty
    bool operator==(const Row&) const = default;
};

/// Dropped when `take` returns.
using TakeRow = std::function<void(const Row&)>;

/// Every row that can be read. A row whose number, day or time is none is passed over, and is the error of the list.
/// Errors: appointments_unreadable, with the first line that is wrong and no value.
base::Result<void> read_list(std::string_view bytes, const TakeRow& take);

/// The form in which a number that is typed, stands in a list or is held in a code is the same one: one width, no
/// blanks, no hyphens between digits, no zeros before them, and without the start and stop letters (A to D) that a
/// reader of NW-7 gives along. Empty: there is no number in it.
base::WipedText number_form(std::string_view text);

}  // namespace uketsuke::appointments
