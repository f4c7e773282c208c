// SPDX-License-Identifier: Apache-2.0
// How the face check does in service: a day's looks into the camera, people who were matched, and those whom it refused
// although their own PIN was right; and the same since the kiosk was set up. Counts alone, of nobody.
#pragma once

#include <array>

#include "firmware/base/proportion.hpp"
#include "firmware/flow/face_outcome.hpp"
#include "firmware/ports/clinic.hpp"

namespace uketsuke::app {

struct FaceCounts {
    std::uint64_t attempts = 0;  ///< looks that came to a decision or were given up
    std::uint64_t refusals = 0;  ///< of these
    std::uint64_t accepted = 0;  ///< people
    std::uint64_t rejected = 0;  ///< people whose PIN was right afterwards: false rejects

    /// Of the people whose face it was.
    [[nodiscard]] base::Proportion rejected_of_people() const { return {rejected, accepted + rejected}; }
};

/// The counts live in the CounterStore, so that a restart loses none. Thread-bound to the journal's lane.
class FaceDay {
public:
    struct Counts {
        FaceCounts day, all;
    };

    /// `told_above`: the share of false rejects (0 … 1) above which staff are told, once a day; 0: never. `store` must
    /// outlive it.
    FaceDay(ports::CounterStore& store, double told_above) : store_(store), told_above_(told_above) {}

    /// Before anything is counted on a day (in Japan): counting begins anew, and the line of the day that is over goes
    /// into the journal, if anybody was counted. A line that cannot be written, or may not (`journal` none: it is
    /// down), waits with its counts until the journal is up; after a power cut at the wrong moment it may stand there
    /// twice. Errors: audit_unwritable, file_unreadable.
    base::Result<void> turn(base::Date today, ports::AuditSink* journal);
    /// True, once a day: so many are refused that even the lower 95 % bound of their share is above `told_above`, so
    /// one of two is no alarm. Errors: file_unreadable (nothing was counted).
    base::Result<bool> count(flow::FaceOutcome outcome);
    /// Errors: file_unreadable (nothing was counted).
    base::Result<void> count(flow::FaceAttempt attempt);
    /// Errors: file_unreadable.
    [[nodiscard]] base::Result<Counts> counts() const;

private:
    base::Result<void> tell_day_before(ports::AuditSink& journal);
    [[nodiscard]] bool is_too_many(const base::Proportion& rejected) const;

    ports::CounterStore& store_;
    const double told_above_;
};

}  // namespace uketsuke::app
