// SPDX-License-Identifier: Apache-2.0
// Whether the machine's clock may be believed. Dates of cards, consents and records hang on it; a kiosk whose battery
// is empty wakes up in 1970 and would call every card a forgery.
#pragma once

#include <mutex>
#include <optional>

#include "firmware/base/error.hpp"
#include "firmware/ports/clock.hpp"

namespace uketsuke::app {

/// Thread-safe.
class ClockCheck {
public:
    /// Nobody writes a record later than this after it happened, and no time server sets a clock back further.
    static constexpr std::chrono::seconds kBack{300};
    /// Further from the service's clock than this, and consents and records would carry a wrong time.
    static constexpr std::chrono::seconds kFar{900};

    /// `not_before`: no right clock stands before it (base::build_date). `last_record`: of the journal. The clock must
    /// outlive this.
    ClockCheck(const ports::Clock& clock, base::WallTime not_before, std::optional<base::WallTime> last_record)
        : clock_(clock), not_before_(not_before), last_record_(last_record) {}

    /// What the service said the time is, over its own line. It counts from then on, by the monotonic clock, and more
    /// than the journal, whose last line may have been written by a clock that was wrong.
    void hear(base::WallTime service);

    /// Errors: clock_wrong. A clock that was set right is believed at once.
    [[nodiscard]] base::Result<void> check() const;

private:
    struct Heard {
        base::WallTime said;
        base::MonoTime at;
    };
    const ports::Clock& clock_;
    const base::WallTime not_before_;
    const std::optional<base::WallTime> last_record_;
    mutable std::mutex mutex_;
    std::optional<Heard> heard_;
};

}  // namespace uketsuke::app
