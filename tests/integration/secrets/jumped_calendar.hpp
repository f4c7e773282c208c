// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "firmware/ports/clock.hpp"

namespace uketsuke::test {

/// A calendar that jumps with the kiosk's time, at the kiosk and at the service alike: the kiosk holds the one against
/// the other, and a busy machine needs many jumps. Thread-safe.
class JumpedCalendar : public ports::Clock {
public:
    /// `clock` must outlive this.
    explicit JumpedCalendar(const ports::Clock& clock) : clock_(clock) {}
    [[nodiscard]] base::MonoTime mono() const override { return clock_.mono(); }
    [[nodiscard]] base::WallTime wall() const override {
        return clock_.wall() + std::chrono::floor<std::chrono::seconds>(jumped());
    }
    void jump(int milliseconds) { jumped_ms_ += milliseconds; }
    [[nodiscard]] base::Duration jumped() const { return base::Duration(jumped_ms_); }

private:
    const ports::Clock& clock_;
    std::atomic<int> jumped_ms_ = 0;
};

}  // namespace uketsuke::test
