// SPDX-License-Identifier: Apache-2.0
// Where a journal ends: its last line that is right, and what a power cut left behind it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "firmware/base/error.hpp"
#include "journal_line.hpp"

namespace uketsuke::audit {

struct JournalEnd {
    std::optional<LineFacts> last;  ///< none in a journal without a right line
    std::uint64_t size = 0;         ///< bytes to the end of that line
    std::string torn;               ///< what stands behind it: part of a line, zeroes, anything
};

/// Errors: audit_unwritable (not readable, no regular file, or something that never was a journal).
base::Result<JournalEnd> end_of_journal(int descriptor);
/// The same by name; a file that is not there ends with nothing.
base::Result<JournalEnd> end_of_journal(const std::filesystem::path& file);

}  // namespace uketsuke::audit
