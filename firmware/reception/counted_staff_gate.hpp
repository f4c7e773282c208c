// SPDX-License-Identifier: Apache-2.0
// The staff check's password behind a durable counter.
//
// The counter is written to the disk before a password is compared, so a crash never gives a try back. The lock runs by
// the monotonic clock. Only for the time in which the program did not run the wall clock is used; if it shows a time
// before the lock began, no time counts as passed. So whoever sets the clock back does not shorten the lock, and no
// date makes it longer than the configured time of running.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"
#include "password_hash.hpp"

namespace uketsuke::reception {

/// The counters' names in the CounterStore.
constexpr std::string_view kStaffTries = "staff_check_tries";       ///< wrong ones in a row
constexpr std::string_view kStaffLocked = "staff_check_locked_at";  ///< seconds since 1970

/// Thread-bound to the files lane.
class CountedStaffGate : public ports::StaffGate {
public:
    struct Rules {
        std::string password_hash;  ///< empty = no staff check
        int tries = 5;
        std::chrono::minutes lock{15};
    };
    /// Store and clock must outlive it. Errors: config_invalid (the hash), file_unreadable.
    static base::Result<std::unique_ptr<CountedStaffGate>> create(const Rules& rules, ports::CounterStore& counters,
                                                                  const ports::Clock& clock);
    [[nodiscard]] bool available() const override { return hash_.has_value(); }
    base::Result<domain::StaffCheck> check(base::Secret password) override;

private:
    CountedStaffGate(std::optional<PasswordHash> hash, const Rules& rules, ports::CounterStore& counters,
                     const ports::Clock& clock);
    base::Result<void> take_up_lock();
    [[nodiscard]] int left_of_lock() const;
    base::Result<std::uint64_t> count_try();

    const std::optional<PasswordHash> hash_;
    const std::uint64_t tries_;
    const std::chrono::seconds lock_;
    ports::CounterStore& counters_;
    const ports::Clock& clock_;
    std::optional<base::MonoTime> locked_until_;
};

}  // namespace uketsuke::reception
