// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "firmware/base/time.hpp"

namespace uketsuke::ports {

/// Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    /// For measuring and time-outs.
    [[nodiscard]] virtual base::MonoTime mono() const = 0;
    /// For dates and certificates. The simulator's may be any date.
    [[nodiscard]] virtual base::WallTime wall() const = 0;
};

}  // namespace uketsuke::ports
