// SPDX-License-Identifier: Apache-2.0
// The one check of a camera's stream, around whichever camera: the person's and the card front's.
#pragma once

#include <mutex>

#include "firmware/ports/camera.hpp"
#include "firmware/ports/clock.hpp"
#include "frame_check.hpp"

namespace uketsuke::app {

/// A camera whose captures end at the first frame that FrameCheck refuses. Everything that looks at pictures gets this
/// one and never the camera in it. Thread-safe; a capture belongs to one thread.
class CheckedCamera : public ports::Camera {
public:
    /// `camera` and `clock`, which the sensor's times go by, must outlive this, and this its captures. `expected`:
    /// which camera it was before (Capture::identity()), as it is kept where a restart does not lose it; nothing: the
    /// first one that is opened is the one.
    CheckedCamera(ports::Camera& camera, const ports::Clock& clock, std::optional<std::string> expected = {})
        : camera_(camera), clock_(clock), check_(std::move(expected)) {}

    base::Result<void> probe() override { return camera_.probe(); }
    /// Errors: those of the camera; camera_swapped. Its captures: those of the camera's captures, and of FrameCheck,
    /// whose word is the last: no frame follows it. Torn pictures are passed over; camera_stalled when no whole one
    /// came within the limit.
    base::Result<std::unique_ptr<ports::Capture>> open() override;
    void forget() override;

    /// Which camera it has to be; nothing as long as nobody has said so and none was opened.
    [[nodiscard]] std::optional<std::string> expected() const;
    /// Somebody who may decide it says that it is this one from now on.
    void expect(std::string identity);

private:
    friend class CheckedCapture;
    base::Result<bool> look(domain::Frame& frame, const std::string& identity);

    ports::Camera& camera_;
    const ports::Clock& clock_;
    mutable std::mutex mutex_;
    FrameCheck check_;
};

}  // namespace uketsuke::app
