// SPDX-License-Identifier: Apache-2.0
// What leaves the kiosk for the clinic and for the auditor.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/base/secret.hpp"
#include "firmware/base/wiped_text.hpp"
#include "firmware/domain/audit.hpp"
#include "firmware/domain/card.hpp"
#include "firmware/domain/eligibility.hpp"
#include "firmware/domain/staff.hpp"

namespace uketsuke::ports {

/// Results, staff calls and alerts. deliver() and look_after() are thread-bound to the files lane, tell_desk() to the
/// desk's: a call for staff does not wait for a share that hangs.
class ReceptionLink {
public:
    /// Asked once everything is ready and before anybody can see the result. False: it is no longer wanted, and nothing
    /// of it may stay.
    using Begin = std::function<bool()>;

    virtual ~ReceptionLink() = default;
    /// Hands the result to the clinic's computer: whole, or not at all. Returns the name by which the clinic finds it;
    /// empty: it has none. Errors: result_undeliverable.
    virtual base::Result<std::string> deliver(const domain::Eligibility& eligibility, const Begin& begin) = 0;
    /// One line for the desk. Errors: result_undeliverable.
    virtual base::Result<void> tell_desk(const domain::DeskNote& note) = 0;
    /// Once a minute: looks after what was delivered, and returns what the desk must hear of it. Errors:
    /// result_undeliverable.
    virtual base::Result<std::vector<domain::DeskNote>> look_after() { return std::vector<domain::DeskNote>{}; }
};

/// Delivered results once more, in another form. Thread-bound to the shares lane: the patient has gone on by then.
class ResultCopies {
public:
    virtual ~ResultCopies() = default;
    /// `name`: as ReceptionLink::deliver() returned it. Errors: fhir_undeliverable.
    virtual base::Result<void> put(std::string_view name, const domain::Eligibility& eligibility) = 0;
    /// Once a minute: what the desk must hear of the copies.
    virtual std::vector<domain::DeskNote> look_after() = 0;
};

/// A number for the turn of each visit. Thread-bound to the net lane.
class ReceptionNumbers {
public:
    virtual ~ReceptionNumbers() = default;
    /// No other person has it or had it today; the same person has the same one, as long as the program runs. Empty:
    /// the facility wants none. Errors: file_unreadable (it cannot be kept, and so was not given).
    virtual base::Result<std::string> number_for(std::string_view person) = 0;
};

/// What the clinic itself has on record of its patients. Thread-bound to the shares lane.
class ClinicData {
public:
    struct Comparison {
        std::vector<domain::Difference> fields;  ///< all that were compared; none: the clinic knows no such patient
        std::optional<base::Error> wrong;        ///< clinic_data_unreadable: not all that lies there could be read
    };
    virtual ~ClinicData() = default;
    virtual Comparison compare(const domain::Eligibility& eligibility) = 0;
};

/// What the clinic's programs ask in files. Thread-bound to the shares lane.
class RequestFiles {
public:
    struct Request {
        std::string name;      ///< of the file
        base::WipedText text;  ///< may name patients
    };
    virtual ~RequestFiles() = default;
    /// One that is whole and not answered yet; nothing: there is none, or the folder cannot be read.
    virtual std::optional<Request> next() = 0;
    /// Puts the answer where it is looked for, and takes the request away. Errors: result_undeliverable (the request
    /// stays, and is asked again).
    virtual base::Result<void> answer(const Request& asked, std::string_view text) = 0;
    /// Once a minute: takes away what nobody fetches.
    virtual void look_after() {}
};

/// What the desk says back. Thread-bound to whoever waits (app::DeskMonitor).
class DeskSource {
public:
    virtual ~DeskSource() = default;
    /// Waits for answers, in the order in which they were given; empty when it was stopped, or may be called again.
    virtual std::vector<domain::DeskAnswer> wait(std::stop_token stop) = 0;
};

/// The codes of a staff check (目視), one a person. Each try is counted before it is compared, also on durable storage,
/// so that neither a crash nor a restart gives tries back; too many wrong ones make the card wait, longer each time.
/// Thread-bound to the journal's lane.
class StaffGate {
public:
    virtual ~StaffGate() = default;
    /// A code is set: the staff check may be offered.
    [[nodiscard]] virtual bool available() const = 0;
    /// With this card on the reader. The code is wiped before this returns. Errors: file_unreadable (the count cannot
    /// be kept: nothing is compared).
    virtual base::Result<domain::StaffCheck> check(const domain::CardKey& card, base::Secret code) = 0;
    /// The desk vouches for who is there: wrong codes on this card make it wait no longer.
    virtual void unlock(const domain::CardKey& card) = 0;
};

/// Append-only, hash-chained journal. Failure to append puts the kiosk out of service. Thread-bound to the journal's
/// lane.
class AuditSink {
public:
    virtual ~AuditSink() = default;
    /// Durable when it returns. Errors: audit_unwritable.
    virtual base::Result<void> append(const domain::AuditRecord& record) = 0;
    /// Whether the next append may be expected to work; writes nothing. Errors: audit_unwritable.
    virtual base::Result<void> check() = 0;
};

/// Counters that survive a restart (a number a name). Thread-safe: results, staff check and journal count on lanes of
/// their own.
class CounterStore {
public:
    struct Count {
        std::string_view name;
        std::uint64_t value;
    };
    virtual ~CounterStore() = default;
    virtual base::Result<std::uint64_t> read(std::string_view name) = 0;
    virtual base::Result<void> write(std::string_view name, std::uint64_t value) = 0;
    /// All of them, or none.
    virtual base::Result<void> write_all(std::span<const Count> counts) = 0;
};

}  // namespace uketsuke::ports
