// SPDX-License-Identifier: Apache-2.0
// Whether a journal is what the kiosk wrote. Needs the file and, for the signatures, the public half of the kiosk's
// key.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "journal_key.hpp"

namespace uketsuke::audit {

struct JournalCheck {
    std::uint64_t records = 0;                    ///< right ones, from the start of this file
    std::uint64_t signed_records = 0;             ///< of them; lines of before the first signed one have no signature
    std::string head;                             ///< hash of the last right one
    std::optional<std::uint64_t> first_bad_line;  ///< counted from 1
    std::string reason;                           ///< why it is bad
    std::string follows;                          ///< head of the journal before, if this one is "journal_reopened"
    bool operator==(const JournalCheck&) const = default;
};

/// Reads a whole journal and stops at the first bad line. Behind a signed line each is signed; with a `key` each
/// signature must be its. One that is "journal_reopened" is right by itself: that it `follows` the head of the one
/// before is for the caller to compare. Errors: file_unreadable.
base::Result<JournalCheck> verify_journal(const std::filesystem::path& file, const PublicKey* key = nullptr);

}  // namespace uketsuke::audit
