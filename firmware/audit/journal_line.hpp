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
/// The first line of a journal that follows another one.
constexpr std::string_view kReopened = "journal_reopened";

struct LineFacts {
    std::uint64_t number = 0;
    std::uint32_t session = 0;
    std::string event;  ///< set by read_line() only
    std::string prev, hash;
    std::string signature;                    ///< hex; empty: the line is not signed
    std::optional<base::WallTime> time = {};  ///< set by read_line() only
};

/// What is not allowed in a record; empty when all is.
std::string complaint_about(const domain::AuditRecord& record);
/// Without line end, with the record's own time if it has one. `facts.hash` is set.
std::string print_line(LineFacts& facts, base::WallTime now, const domain::AuditRecord& record);
/// The same line with the signature over facts.hash, hex.
std::string with_signature(std::string line, std::string_view signature);
/// A line (without line end) whose own hash is right; nullopt otherwise. Its signature is only read.
std::optional<LineFacts> read_line(std::string_view line);

}  // namespace uketsuke::audit
