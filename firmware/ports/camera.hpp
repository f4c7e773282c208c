// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "firmware/base/error.hpp"
#include "firmware/domain/image.hpp"

namespace uketsuke::ports {

/// A running sensor. Dropping it stops the sensor.
class Capture {
public:
    virtual ~Capture() = default;
    /// The next picture, or camera_stalled when none came within `limit`, or camera_missing when the device went away.
    virtual base::Result<domain::Frame> next_frame(base::Duration limit) = 0;
    /// Which device it is, as far as the device tells: model and place of connection. Not secret, not empty.
    [[nodiscard]] virtual std::string identity() const = 0;
};

class Camera {
public:
    virtual ~Camera() = default;
    /// Whether the device is there, without starting it. A driver that hangs may keep the caller, and it is not called
    /// on the thread that shows the screens; beside a capture on another thread it may be. Errors: camera_missing.
    virtual base::Result<void> probe() = 0;
    /// Which device it was when it was probed or opened last: as Capture::identity(). Nothing: that is told when it is
    /// opened. On the thread of probe().
    virtual std::optional<std::string> identity() { return {}; }
    /// Errors: camera_missing.
    virtual base::Result<std::unique_ptr<Capture>> open() = 0;
    /// The visit is over: what was kept of its pictures goes. On the thread of the captures.
    virtual void forget() {}
};

}  // namespace uketsuke::ports
