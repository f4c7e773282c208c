// SPDX-License-Identifier: Apache-2.0
#include "v4l2_camera.hpp"

#include <cerrno>
#include <cstring>

#include "stream.hpp"

namespace uketsuke::drivers::camera {

using base::ErrorCode;
using base::fail;

V4l2Camera::V4l2Camera(std::string device, const SystemCalls& calls) : device_(std::move(device)), calls_(calls) {}

base::Result<Device> V4l2Camera::open_device() const {
    Device device(calls_, calls_.open(device_.c_str()));
    if (!device.is_open()) return fail(ErrorCode::camera_missing, device_ + ": " + std::strerror(errno));
    v4l2_capability can{};
    if (!device.control(VIDIOC_QUERYCAP, &can)) return fail(ErrorCode::camera_missing, device_ + " is no camera");
    const auto abilities = (can.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? can.device_caps : can.capabilities;
    constexpr auto kNeeded = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    if ((abilities & kNeeded) != kNeeded) return fail(ErrorCode::camera_missing, device_ + " cannot stream pictures");
    return device;
}

base::Result<void> V4l2Camera::probe() {
    if (calls_.access(device_.c_str()) != 0) {
        asked_ = false;
        return fail(ErrorCode::camera_missing, device_ + ": " + std::strerror(errno));
    }
    if (asked_) return {};
    const auto device = open_device();
    if (!device) return fail(device.error());
    asked_ = true;
    return {};
}

base::Result<std::unique_ptr<ports::Capture>> V4l2Camera::open() {
    auto device = open_device();
    if (!device) return fail(device.error());
    return Stream::start(std::move(*device));
}

}  // namespace uketsuke::drivers::camera
