// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>

#include "firmware/ports/clock.hpp"

namespace uketsuke::test {

/// Stands until it is moved: both kinds of time together. Thread-safe.
class DeskClock : public ports::Clock {
public:
    void move(base::Duration by) {
        const std::scoped_lock lock(mutex_);
        mono_ += by;
    }
    [[nodiscard]] base::MonoTime mono() const override {
        const std::scoped_lock lock(mutex_);
        return mono_;
    }
    [[nodiscard]] base::WallTime wall() const override {
        return *base::parse_iso8601("2026-01-05T09:00:00+09:00") +
               std::chrono::floor<std::chrono::seconds>(mono().time_since_epoch());
    }

private:
    mutable std::mutex mutex_;
    base::MonoTime mono_{};
};

}  // namespace uketsuke::test
