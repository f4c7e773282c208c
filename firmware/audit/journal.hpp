// SPDX-License-Identifier: Apache-2.0
// The audit journal: one JSON object a line, each with the SHA-256 of the line before it, so that a changed, removed,
// inserted or moved line is found. Lines cut off at the very end are not (nothing in the file tells): compare the head
// that verify_journal() returns with one noted elsewhere. Nobody is named in it: field names come from a fixed list,
// and values are words of ASCII letters, digits and ". , _ -".
//
//   {"n":7,"time":"2026-01-05T09:15:00+09:00","session":3,"event":"pin_wrong","fields":{"left":"2"},"prev":"…","hash":"…"}
//
// `hash` is over the bytes of the line up to the comma before it.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"

namespace uketsuke::audit {

/// All that a record may tell. A new name needs a reason why it tells nothing about a person.
constexpr std::array<std::string_view, 9> kFieldNames{
    "bytes", "certificate", "code", "how", "items", "left", "pin_left", "validity", "where",
};

/// Thread-bound to the files lane. Holds the file locked: one process a journal.
class FileJournal : public ports::AuditSink {
public:
    /// Opens or begins a journal. The last line must be whole and right; a line torn by a power cut (no line end) is
    /// cut off and recorded as "journal_torn". The clock must outlive it. Errors: audit_unwritable (not writable, in
    /// use by another process, or the last line is not right).
    static base::Result<std::unique_ptr<FileJournal>> create(std::filesystem::path file, const ports::Clock& clock);
    ~FileJournal() override;
    /// Errors: audit_unwritable (disk; or an event, field name or value that is not allowed). The file then ends as
    /// before.
    base::Result<void> append(const domain::AuditRecord& record) override;
    /// The file is still there, as long as it was, and the disk has room. Errors: audit_unwritable.
    base::Result<void> check() override;
    /// The session number of the last record, to count on from; 0 in a new journal.
    [[nodiscard]] std::uint32_t last_session() const { return session_; }

private:
    FileJournal(int descriptor, const ports::Clock& clock);
    base::Result<void> take_up_tail();
    base::Result<void> write_line(const std::string& line);
    const int descriptor_;
    const ports::Clock& clock_;
    std::uint64_t size_ = 0;  ///< bytes that are right
    std::uint64_t number_ = 0;
    std::uint32_t session_ = 0;
    std::string head_;  ///< hash of the last line, hex
};

struct JournalCheck {
    std::uint64_t records = 0;                    ///< right ones, from the start
    std::string head;                             ///< hash of the last right one
    std::optional<std::uint64_t> first_bad_line;  ///< counted from 1
    std::string reason;                           ///< why it is bad
    bool operator==(const JournalCheck&) const = default;
};

/// Reads a whole journal and stops at the first bad line. Errors: file_unreadable.
base::Result<JournalCheck> verify_journal(const std::filesystem::path& file);

}  // namespace uketsuke::audit
