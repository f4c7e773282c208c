// SPDX-License-Identifier: Apache-2.0
// The audit journal: one JSON object a line, each with the SHA-256 of the line before it, so that a changed, removed,
// inserted or moved line is found, and with the kiosk's signature over its own, so that nobody else can write one.
// Nobody is named in it: field names come from a fixed list, and values are words of ASCII letters, digits and ". , _
// -".
//
//   {"n":7,"time":"2026-01-05T09:15:00+09:00","session":3,"event":"pin_wrong","fields":{"left":"2"},"prev":"…",
//    "hash":"…","sig":"…"}
//
// `hash` is over the bytes of the line up to the comma before it, `sig` is Ed25519 over its 32 bytes. `time` is when it
// happened, not when it was written: what could not be written during an outage stands behind it in the order in which
// it happened, each with its own time, so times may run back.
//
// A journal that was moved away or removed is begun again under its name. Its first line is "journal_reopened", follows
// the last line of the one before and counts on from it; joined together the two verify as one. A journal that was cut
// where it stands while in use is not gone on with: its lines are lost, and a person must move the rest away.
//
// At a start the end of the journal is held against what the counters noted of it (journal_anchor.hpp). What a power
// cut left behind the last right line is cut off, kept in a file beside the journal and recorded as "journal_torn";
// where journal and counters do not agree "journal_disagrees" says how. A journal of before there were signatures is
// kept as a copy and gone on with, once, with "journal_taken_up".
#pragma once

#include <array>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/base/descriptor.hpp"
#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"
#include "journal_end.hpp"
#include "journal_key.hpp"

namespace uketsuke::audit {

/// All that a record may tell, besides the answers to questions (domain::QuestionRow::journal). A new name needs a
/// reason why it tells nothing about a person. `by` is the label of a staff code, which the settings choose; no
/// patient's. `device` and `role` name a reader or camera. `file` is the name of a result: facility, running number and
/// time. `arrival` says how somebody came to an appointment, without a time. `language` and `words` are what a consent was asked in.
constexpr std::array<std::string_view, 25> kFieldNames{
    "accepted",      "arrival",  "asked",    "by",    "bytes",    "calls", "certificate", "code",     "day",  "device",
    "file",          "how",      "items", "key", "language", "left",  "pin_left",    "rejected", "role", "share_at_least",
    "share_at_most", "validity", "value", "where", "words",
};

/// Thread-bound to the journal's lane. Holds the file locked: one process a journal.
class FileJournal : public ports::AuditSink {
public:
    /// Who else knows of the journal; both must outlive it. Without a store nothing is noted or held against it,
    /// without a key nothing is signed.
    struct Witness {
        ports::CounterStore* store = nullptr;
        const JournalKey* key = nullptr;
    };
    /// Opens or begins a journal. The clock must outlive it. On a full disk it is opened all the same, and check() says
    /// so. Errors: audit_unwritable (not writable, in use by another process, or not a journal).
    static base::Result<std::unique_ptr<FileJournal>> create(std::filesystem::path file, const ports::Clock& clock,
                                                             Witness witness);
    static base::Result<std::unique_ptr<FileJournal>> create(std::filesystem::path file, const ports::Clock& clock) {
        return create(std::move(file), clock, {});
    }
    /// Errors: audit_unwritable (disk; or an event, field name or value that is not allowed). The file then ends as
    /// before.
    base::Result<void> append(const domain::AuditRecord& record) override;
    /// The file is as long as it was and the disk has room. Opens a new one, without a line, when it is no longer
    /// there; an empty file set in its place is taken, no other. Errors: audit_unwritable.
    base::Result<void> check() override;
    /// The session number of the last record, to count on from; 0 in a new journal.
    [[nodiscard]] std::uint32_t last_visit() const { return session_; }
    /// At the start journal and counters did not agree: somebody must be told.
    [[nodiscard]] bool disagrees() const { return disagrees_; }
    /// When the last line that stood there at the start was written; nothing: there was none.
    [[nodiscard]] std::optional<base::WallTime> last_time() const { return last_time_; }

private:
    FileJournal(std::filesystem::path file, base::Descriptor descriptor, const ports::Clock& clock, Witness witness);
    base::Result<void> take_up();
    base::Result<void> hold_against_store(const JournalEnd& end);
    base::Result<void> keep_copy() const;
    base::Result<void> keep_torn();
    base::Result<void> write_first();
    base::Result<void> note_end();
    [[nodiscard]] bool in_place() const;
    base::Result<void> reopen();
    base::Result<void> add_linked(const domain::AuditRecord& record);
    base::Result<void> add(const domain::AuditRecord& record);
    base::Result<void> write_line(const std::string& line);
    const std::filesystem::path file_;
    base::Descriptor descriptor_;  ///< locked
    const ports::Clock& clock_;
    const Witness witness_;
    std::string torn_;                       ///< to be kept beside the journal
    std::deque<domain::AuditRecord> first_;  ///< what the start has to record
    bool disagrees_ = false, unnoted_ = false;
    std::uint64_t size_ = 0;  ///< bytes that are right
    std::uint64_t number_ = 0;
    std::uint32_t session_ = 0;
    std::string head_;  ///< hash of the last line, hex
    std::optional<base::WallTime> last_time_ = {};
};

}  // namespace uketsuke::audit
