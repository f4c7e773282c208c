// SPDX-License-Identifier: Apache-2.0
// Calls for staff that come one upon the other: one line for many, and none lost.
#pragma once

#include <optional>

#include "firmware/base/time.hpp"
#include "firmware/domain/audit.hpp"
#include "firmware/domain/staff.hpp"

namespace uketsuke::app {

/// What a call tells the desk and the journal.
struct StaffCall {
    domain::DeskNote note;
    domain::AuditRecord record;
};

/// The first call goes out at once. What comes within a while after it is held back, and goes out as one, with its
/// count, at the while's end; then the while is twice as long, up to kLongest. Once nobody has called for kCalm it
/// begins anew. So nobody fills journal and log, and whoever still stands there is heard of after kLongest at the
/// latest. Thread-bound.
class CallLimit {
public:
    static constexpr base::Duration kFirst{10'000}, kLongest{60'000}, kCalm{300'000};

    /// True: tell it now. False: it is held back.
    bool call(const StaffCall& call, base::MonoTime now);
    /// The last of those that are held back, counted, once their while is over.
    std::optional<StaffCall> due(base::MonoTime now);
    /// The same at once: the kiosk ends.
    std::optional<StaffCall> rest();

private:
    void begin_while(base::MonoTime now);

    base::MonoTime until_{}, last_{};  ///< the present while's end, and the last call
    base::Duration while_{};           ///< the present one's length; zero: nobody has called for long
    std::optional<StaffCall> held_;
    int count_ = 0;
};

}  // namespace uketsuke::app
