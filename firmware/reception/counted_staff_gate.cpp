// SPDX-License-Identifier: Apache-2.0
#include "counted_staff_gate.hpp"

#include <algorithm>

#include "firmware/base/log.hpp"

namespace uketsuke::reception {

using base::ErrorCode;

CountedStaffGate::CountedStaffGate(std::optional<PasswordHash> hash, const Rules& rules, ports::CounterStore& counters,
                                   const ports::Clock& clock)
    : hash_(hash),
      tries_(static_cast<std::uint64_t>(std::max(1, rules.tries))),
      lock_(rules.lock),
      counters_(counters),
      clock_(clock) {}

base::Result<std::unique_ptr<CountedStaffGate>> CountedStaffGate::create(const Rules& rules,
                                                                         ports::CounterStore& counters,
                                                                         const ports::Clock& clock) {
    std::optional<PasswordHash> hash;
    if (!rules.password_hash.empty()) {
        const auto parsed = PasswordHash::parse(rules.password_hash);
        if (!parsed) return base::fail(parsed.error());
        hash = *parsed;
    }
    std::unique_ptr<CountedStaffGate> gate(new CountedStaffGate(hash, rules, counters, clock));
    if (auto taken_up = gate->take_up_lock(); !taken_up) return base::fail(taken_up.error());
    return gate;
}

/// A lock of an earlier run goes on with what is left of it.
base::Result<void> CountedStaffGate::take_up_lock() {
    const auto used = counters_.read(kStaffTries);
    const auto at = counters_.read(kStaffLocked);
    if (!used || !at) return base::fail(used ? at.error() : used.error());
    if (*used < tries_) return {};
    const auto since = clock_.wall() - base::WallTime{std::chrono::seconds{static_cast<std::int64_t>(*at)}};
    const auto passed = since < std::chrono::seconds{0} ? std::chrono::seconds{0} : std::chrono::seconds{since};
    locked_until_ = clock_.mono() + std::max(std::chrono::seconds{0}, lock_ - passed);
    return {};
}

/// Whole seconds, rounded up.
int CountedStaffGate::left_of_lock() const {
    if (!locked_until_) return 0;
    const auto left = std::chrono::ceil<std::chrono::seconds>(*locked_until_ - clock_.mono());
    return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

/// The try, and with the last one the lock's beginning first, stand on the disk when this returns.
base::Result<std::uint64_t> CountedStaffGate::count_try() {
    const auto used = counters_.read(kStaffTries);
    if (!used) return used;
    const auto now = *used >= tries_ ? 1 : *used + 1;  // a lock that is over gives all tries back
    if (now == tries_) {
        const auto at = static_cast<std::uint64_t>(std::max<std::int64_t>(0, clock_.wall().time_since_epoch().count()));
        if (auto kept = counters_.write(kStaffLocked, at); !kept) return base::fail(kept.error());
    }
    if (auto kept = counters_.write(kStaffTries, now); !kept) return base::fail(kept.error());
    return now;
}

base::Result<domain::StaffCheck> CountedStaffGate::check(base::Secret password) {
    if (!hash_) return base::fail(ErrorCode::internal, "no password is set");
    if (const int left = left_of_lock(); left > 0) return domain::StaffCheck{false, 0, left};
    locked_until_.reset();
    const auto used = count_try();
    if (!used) return base::fail(ErrorCode::file_unreadable, used.error().detail);
    const bool right = hash_->matches(password);
    password.clear();
    if (right) {
        if (auto reset = counters_.write(kStaffTries, 0); !reset)
            base::warn("reception", "the tries of the staff check were not reset: {}", reset.error().detail);
        return domain::StaffCheck{true, static_cast<int>(tries_), 0};
    }
    if (*used >= tries_) locked_until_ = clock_.mono() + lock_;
    return domain::StaffCheck{false, static_cast<int>(tries_ - *used), left_of_lock()};
}

}  // namespace uketsuke::reception
