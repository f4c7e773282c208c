// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "firmware/ports/clock.hpp"

namespace uketsuke::test {

/// A clock that moves only by pass().
class HandClock : public ports::Clock {
public:
    [[nodiscard]] base::MonoTime mono() const override { return now_; }
    [[nodiscard]] base::WallTime wall() const override { return {}; }
    auto pass() {
        return [this](base::Duration duration) { now_ += duration; };
    }

private:
    base::MonoTime now_{};
};

}  // namespace uketsuke::test
