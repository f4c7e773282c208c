// SPDX-License-Identifier: Apache-2.0
// Findings that more than one verb has.
#pragma once

#include "drivers/mynumber/survey.hpp"
#include "drivers/pcsc/reader_list.hpp"
#include "report.hpp"

namespace uketsuke::tools::card {

/// The ATR, on which nothing depends: readers make it up, some with a random number in it.
Finding atr_of(const drivers::pcsc::ListedReader& reader);
Finding applications_of(const drivers::mynumber::Survey& survey);

}  // namespace uketsuke::tools::card
