// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "firmware/ports/clock.hpp"

namespace uketsuke::sim {

/// The machine's clock, with a calendar that can be set and runs on from there. Thread-safe.
class SettableClock : public ports::Clock {
public:
    [[nodiscard]] base::MonoTime mono() const override {
        return std::chrono::time_point_cast<base::Duration>(std::chrono::steady_clock::now());
    }
    [[nodiscard]] base::WallTime wall() const override { return machine() + ahead_.load(); }
    void set(base::WallTime now) { ahead_ = now - machine(); }

private:
    static base::WallTime machine() {
        return std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    }
    std::atomic<std::chrono::seconds> ahead_{std::chrono::seconds{0}};
};

}  // namespace uketsuke::sim
