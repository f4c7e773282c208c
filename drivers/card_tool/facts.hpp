// SPDX-License-Identifier: Apache-2.0
// Findings that more than one verb has.
#pragma once

#include "drivers/mynumber/survey.hpp"
#include "drivers/pcsc/reader_list.hpp"
#include "report.hpp"

namespace uketsuke::drivers::card_tool {

/// The ATR, on which nothing depends: readers make it up, some with a random number in it.
Finding atr_of(const pcsc::ListedReader& reader);
Finding applications_of(const mynumber::Survey& survey);

}  // namespace uketsuke::drivers::card_tool
