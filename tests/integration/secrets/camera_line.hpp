// SPDX-License-Identifier: Apache-2.0
// A camera whose sensor is in another process: the watched kiosk's memory holds what came out of it and nothing else.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <thread>

#include "firmware/base/descriptor.hpp"
#include "firmware/ports/camera.hpp"
#include "firmware/ports/clock.hpp"

namespace uketsuke::test {

/// The kiosk's end; `socket` is where a SentCamera listens.
class RemoteCamera : public ports::Camera {
public:
    /// Frames get their time here, of `clock`, which must outlive this: the sensor's process has another.
    RemoteCamera(std::filesystem::path socket, const ports::Clock& clock)
        : socket_(std::move(socket)), clock_(clock) {}
    base::Result<void> probe() override;
    base::Result<std::unique_ptr<ports::Capture>> open() override;

private:
    const std::filesystem::path socket_;
    const ports::Clock& clock_;
};

/// The sensor's end: gives a camera's frames to one caller at a time until it is dropped.
class SentCamera {
public:
    /// `sent` sees each frame before it goes, on this object's thread. The camera must outlive this.
    SentCamera(const std::filesystem::path& socket, ports::Camera& camera,
               std::function<void(const domain::Frame&)> sent);
    ~SentCamera();
    SentCamera(const SentCamera&) = delete;
    SentCamera& operator=(const SentCamera&) = delete;

private:
    void serve(int caller);

    const base::Descriptor listening_;
    ports::Camera& camera_;
    const std::function<void(const domain::Frame&)> sent_;
    std::thread thread_;
};

}  // namespace uketsuke::test
