// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "firmware/ports/clock.hpp"

namespace uketsuke::app {

/// The machine's clocks. With a start time, wall time begins there and runs on at the machine's pace (for the
/// simulator).
class SystemClock : public ports::Clock {
public:
    explicit SystemClock(std::optional<base::WallTime> start = {}) {
        if (start) shift_ = *start - machine();
    }
    [[nodiscard]] base::MonoTime mono() const override {
        return std::chrono::time_point_cast<base::Duration>(std::chrono::steady_clock::now());
    }
    [[nodiscard]] base::WallTime wall() const override { return machine() + shift_; }

private:
    static base::WallTime machine() {
        return std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    }
    std::chrono::seconds shift_{0};
};

}  // namespace uketsuke::app
