// SPDX-License-Identifier: Apache-2.0
// The audit journal: one JSON object a line, each with the SHA-256 of the line before it, so that a changed, removed,
// inserted or moved line is found. Lines cut off at the very end are not (nothing in the file tells): compare the head
// that verify_journal() returns with one noted elsewhere. Nobody is named in it: field names come from a fixed list,
// and values are words of ASCII letters, digits and ". , _ -".
//
//   {"n":7,"time":"2026-01-05T09:15:00+09:00","session":3,"event":"pin_wrong","fields":{"left":"2"},"prev":"…","hash":"…"}
//
// `hash` is over the bytes of the line up to the comma before it. `time` is when it happened, not when it was written:
// what could not be written during an outage stands behind it in the order in which it happened, each with its own
// time, so times may run back.
//
// A journal that was moved away or removed while in use is begun again under its name. Its first line is
// "journal_reopened", follows the last line of the one before and counts on from it; joined together the two verify as
// one. A journal that was cut where it stands is not gone on with: its lines are lost, and a person must move the rest
// away.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/base/descriptor.hpp"
#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"

namespace uketsuke::audit {

/// All that a record may tell, besides the answers to questions (domain::QuestionRow::journal). A new name needs a
/// reason why it tells nothing about a person.
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
    /// Errors: audit_unwritable (disk; or an event, field name or value that is not allowed). The file then ends as
    /// before.
    base::Result<void> append(const domain::AuditRecord& record) override;
    /// The file is as long as it was and the disk has room. Opens a new one, without a line, when it is no longer
    /// there; an empty file set in its place is taken, no other. Errors: audit_unwritable.
    base::Result<void> check() override;
    /// The session number of the last record, to count on from; 0 in a new journal.
    [[nodiscard]] std::uint32_t last_visit() const { return session_; }

private:
    FileJournal(std::filesystem::path file, base::Descriptor descriptor, const ports::Clock& clock);
    base::Result<void> take_up_tail();
    [[nodiscard]] bool in_place() const;
    base::Result<void> reopen();
    base::Result<void> add(const domain::AuditRecord& record);
    base::Result<void> write_line(const std::string& line);
    const std::filesystem::path file_;
    base::Descriptor descriptor_;  ///< locked
    const ports::Clock& clock_;
    std::uint64_t size_ = 0;  ///< bytes that are right
    std::uint64_t number_ = 0;
    std::uint32_t session_ = 0;
    std::string head_;  ///< hash of the last line, hex
};

struct JournalCheck {
    std::uint64_t records = 0;                    ///< right ones, from the start of this file
    std::string head;                             ///< hash of the last right one
    std::optional<std::uint64_t> first_bad_line;  ///< counted from 1
    std::string reason;                           ///< why it is bad
    std::string follows;                          ///< head of the journal before, if this one is "journal_reopened"
    bool operator==(const JournalCheck&) const = default;
};

/// Reads a whole journal and stops at the first bad line. One that is "journal_reopened" is right by itself: that it
/// `follows` the head of the one before is for the caller to compare. Errors: file_unreadable.
base::Result<JournalCheck> verify_journal(const std::filesystem::path& file);

}  // namespace uketsuke::audit
