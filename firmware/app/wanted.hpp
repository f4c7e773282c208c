// SPDX-License-Identifier: Apache-2.0
// Deadline and effect in one place: work whose time is over never happens, and what has happened is never called
// undone.
#pragma once

#include <mutex>
#include <optional>

#include "firmware/domain/ticket.hpp"

namespace uketsuke::app {

/// Which work the flow still waits for. Thread-safe: the kiosk says what it wants, the jobs ask.
class Wanted {
public:
    /// From here on only work of this ticket may begin.
    void set(domain::Ticket ticket) {
        const std::scoped_lock lock(mutex_);
        wanted_ = ticket;
    }
    [[nodiscard]] bool is(domain::Ticket ticket) const {
        const std::scoped_lock lock(mutex_);
        return wanted_ == ticket;
    }
    /// Asked by a job just before what cannot be taken back. False: no longer wanted, and it must not happen.
    bool begin(domain::Ticket ticket) {
        const std::scoped_lock lock(mutex_);
        if (wanted_ != ticket) return false;
        begun_ = ticket;
        return true;
    }
    /// Its time is over. False: it has begun, and only its own answer tells what became of it.
    bool withdraw(domain::Ticket ticket) {
        const std::scoped_lock lock(mutex_);
        if (begun_ == ticket) return false;
        if (wanted_ == ticket) wanted_.reset();
        return true;
    }

private:
    mutable std::mutex mutex_;
    std::optional<domain::Ticket> wanted_, begun_;
};

}  // namespace uketsuke::app
