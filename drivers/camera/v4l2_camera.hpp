// SPDX-License-Identifier: Apache-2.0
// ports::Camera over Video4Linux 2. It has never met a real camera: it was written from the kernel's documentation
// (userspace-api/media/v4l) and is tested only against an invented device that answers its calls.
#pragma once

#include <atomic>
#include <mutex>
#include <string>

#include "firmware/ports/camera.hpp"
#include "stream.hpp"

namespace uketsuke::drivers::camera {

constexpr Wanted kFacePicture{640, 480, 15};  ///< what the face part is made for; a blink is over in 150 ms
/// As large as the detector looks at. Lamps of such cameras flash, so that every second frame, or two of three, may be
/// dark: as fast as it can.
constexpr Wanted kInfraredPicture{320, 240, 30, true};
constexpr Wanted kCardPicture{1280, 960, 5};  ///< at which the reader of printed digits was measured; it needs two

/// Thread-safe; a capture belongs to one thread. `calls` must outlive this and its captures.
class V4l2Camera : public ports::Camera {
public:
    /// `device` is a path such as /dev/video0; better a name under /dev/v4l/by-id, which stays the same.
    V4l2Camera(std::string device, const Wanted& wanted, const SystemCalls& calls = system_calls());

    /// Cheap, for once a second: the device is opened and asked what it can do only when it has just appeared, since
    /// opening wakes a USB camera that sleeps.
    base::Result<void> probe() override;
    std::optional<std::string> identity() override;
    base::Result<std::unique_ptr<ports::Capture>> open() override;

private:
    [[nodiscard]] base::Result<Device> open_device(std::string& identity) const;
    void note(const std::string& identity);

    const std::string device_;
    const Wanted wanted_;
    const SystemCalls& calls_;
    std::atomic<bool> asked_ = false;  ///< and found good, since it appeared
    std::mutex mutex_;
    std::string identity_;  ///< as it was asked last
};

}  // namespace uketsuke::drivers::camera
