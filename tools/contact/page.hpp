// SPDX-License-Identifier: Apache-2.0
// The report as a page to read: one file, nothing fetched. Its words are this program's, its facts the sheet's.
#pragma once

#include "expectations.hpp"
#include "sheet.hpp"

namespace uketsuke::tools::contact {

std::string as_page(const Sheet& report, const std::vector<Deviation>& deviations);

}  // namespace uketsuke::tools::contact
