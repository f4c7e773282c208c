// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "firmware/ports/camera.hpp"

namespace uketsuke::app {

/// A camera that is used only where it is one of this kiosk. Another one is there and still of no use: camera_changed,
/// until somebody has accepted it. Thread-safe as far as the camera and `admit` are.
class KnownCamera : public ports::Camera {
public:
    /// `admit` is asked at each look and each opening, with what the camera says that it is. `beside`: another camera
    /// of the kiosk that nobody looks after; if it changes, this one's look says so.
    KnownCamera(ports::Camera& camera, std::function<bool(const std::string& identity)> admit,
                KnownCamera* beside = nullptr)
        : camera_(camera), admit_(std::move(admit)), beside_(beside) {}

    /// Errors: those of the camera; camera_changed.
    base::Result<void> probe() override;
    base::Result<std::unique_ptr<ports::Capture>> open() override;
    std::optional<std::string> identity() override { return camera_.identity(); }
    void forget() override { camera_.forget(); }

private:
    base::Result<void> judge(const std::optional<std::string>& identity) const;

    ports::Camera& camera_;
    const std::function<bool(const std::string&)> admit_;
    KnownCamera* const beside_;
};

}  // namespace uketsuke::app
