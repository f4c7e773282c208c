// SPDX-License-Identifier: Apache-2.0
// One line of the journal: written and judged in one place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/base/time.hpp"
#include "firmware/domain/audit.hpp"

namespace uketsuke::audit {

/// `prev` of the first line.
inline const std::string kNoHash(64, '0');

struct LineFacts {
    std::uint64_t number = 0;
    std::uint32_t session = 0;
    std::string event;  ///< set by read_line() only
    std::string prev, hash;
};

/// What is not allowed in a record; empty when all is.
std::string complaint_about(const domain::AuditRecord& record);
/// Without line end, with the record's own time if it has one. `facts.hash` is set.
std::string print_line(LineFacts& facts, base::WallTime now, const domain::AuditRecord& record);
/// A line (without line end) whose own hash is right; nullopt otherwise.
std::optional<LineFacts> read_line(std::string_view line);

}  // namespace uketsuke::audit
