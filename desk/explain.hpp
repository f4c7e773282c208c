// SPDX-License-Identifier: Apache-2.0
// What the journals hold of one visit, in words: what was asked, what was answered, what was delivered. For whoever
// asks what is kept of them (開示請求). Journals name nobody: the visit is found by the clinic's result file or by its
// day and time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"

namespace uketsuke::desk {

/// Of the kiosk's and the desk's journals, in the order of their times. `day`: "2026-01-05", in Japan; empty: any. A
/// kiosk counts its visits anew at each start, so that a number may stand for several. Errors: file_unreadable (also a
/// line that is none of a journal).
base::Result<std::string> explain(const std::vector<std::filesystem::path>& journals, std::uint32_t visit,
                                  const std::string& day);

}  // namespace uketsuke::desk
