// SPDX-License-Identifier: Apache-2.0
// How the face check does in service: a day's people who were matched, and those whom it refused although their own PIN
// was right. Counts alone, of nobody.
#pragma once

#include <array>

#include "firmware/base/proportion.hpp"
#include "firmware/flow/face_outcome.hpp"
#include "firmware/ports/clinic.hpp"

namespace uketsuke::app {

/// The counts live in the CounterStore, so that a restart loses none. Thread-bound to the journal's lane.
class FaceDay {
public:
    /// Names in the CounterStore: the day as 20261124, its people, and whether staff were told.
    static constexpr std::string_view kDay = "face_day", kAccepted = "face_accepted", kRejected = "face_rejected",
                                      kTold = "face_told";

    /// `told_above`: the share of false rejects (0 … 1) above which staff are told, once a day; 0: never. `store` must
    /// outlive it.
    FaceDay(ports::CounterStore& store, double told_above) : store_(store), told_above_(told_above) {}

    /// Before anything is counted on a day (in Japan): the line of the day that is over goes into the journal, if
    /// anybody was counted, and counting begins anew. A line that cannot be written keeps its counts, and is tried
    /// again; after a power cut at the wrong moment it may stand there twice. Errors: audit_unwritable,
    /// file_unreadable.
    base::Result<void> turn(base::Date today, ports::AuditSink& journal);
    /// True, once a day: so many are refused that even the lower 95 % bound of their share is above `told_above`, so
    /// one of two is no alarm. Errors: file_unreadable (nothing was counted).
    base::Result<bool> count(flow::FaceOutcome outcome);

private:
    [[nodiscard]] base::Result<base::Proportion> rejected() const;
    [[nodiscard]] bool is_too_many(const base::Proportion& rejected) const;

    ports::CounterStore& store_;
    const double told_above_;
};

}  // namespace uketsuke::app
