// SPDX-License-Identifier: Apache-2.0
// What leaves the kiosk for the clinic and for the auditor.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/base/secret.hpp"
#include "firmware/domain/audit.hpp"
#include "firmware/domain/eligibility.hpp"
#include "firmware/domain/staff.hpp"

namespace uketsuke::ports {

/// Results, staff calls and alerts. Thread-bound to the files lane.
class ReceptionLink {
public:
    virtual ~ReceptionLink() = default;
    /// Writes the result for the clinic's computer: whole and durable, or not at all. Errors: result_undeliverable.
    virtual base::Result<void> deliver(const domain::Eligibility& eligibility) = 0;
    /// One line for the desk. Errors: result_undeliverable.
    virtual base::Result<void> tell_desk(const domain::DeskNote& note) = 0;
};

/// What the desk says back. Thread-bound to whoever waits (app::DeskMonitor).
class DeskSource {
public:
    virtual ~DeskSource() = default;
    /// Waits for answers, in the order in which they were given; empty when it was stopped, or may be called again.
    virtual std::vector<domain::DeskAnswer> wait(std::stop_token stop) = 0;
};

/// The facility password of a staff check (目視). Each try is counted on durable storage before it is compared, so that
/// neither a crash nor a restart gives tries back; too many in a row lock for a while. Thread-bound to the files lane.
class StaffGate {
public:
    virtual ~StaffGate() = default;
    /// A password is set: the staff check may be offered.
    [[nodiscard]] virtual bool available() const = 0;
    /// The password is wiped before this returns. Errors: file_unreadable (the count cannot be kept: nothing is
    /// compared).
    virtual base::Result<domain::StaffCheck> check(base::Secret password) = 0;
};

/// Append-only, hash-chained journal. Failure to append puts the kiosk out of service. Thread-bound to the files lane.
class AuditSink {
public:
    virtual ~AuditSink() = default;
    /// Durable when it returns. Errors: audit_unwritable.
    virtual base::Result<void> append(const domain::AuditRecord& record) = 0;
    /// Whether the next append may be expected to work; writes nothing. Errors: audit_unwritable.
    virtual base::Result<void> check() = 0;
};

/// Counters that survive a restart (a number a name). Thread-bound to the files lane.
class CounterStore {
public:
    virtual ~CounterStore() = default;
    virtual base::Result<std::uint64_t> read(std::string_view name) = 0;
    virtual base::Result<void> write(std::string_view name, std::uint64_t value) = 0;
};

}  // namespace uketsuke::ports
