// SPDX-License-Identifier: Apache-2.0
#include "v4l2_camera.hpp"

#include <cerrno>
#include <cstring>

namespace uketsuke::drivers::camera {

using base::ErrorCode;
using base::fail;

V4l2Camera::V4l2Camera(std::string device, const Wanted& wanted, const SystemCalls& calls)
    : device_(std::move(device)), wanted_(wanted), calls_(calls) {}

namespace {

/// The driver fills fixed arrays; whether it ended them with a zero is its business.
template <std::size_t size>
std::string text_of(const __u8 (&field)[size]) {
    const auto* text = reinterpret_cast<const char*>(field);
    return {text, ::strnlen(text, size)};
}

/// Driver, card and bus: another model, or the same one on another socket, is another camera.
std::string identity_of(const v4l2_capability& can) {
    return text_of(can.driver) + " " + text_of(can.card) + " " + text_of(can.bus_info);
}

}  // namespace

base::Result<Device> V4l2Camera::open_device(std::string& identity) const {
    Device device = Device::open(calls_, device_.c_str());
    if (!device.is_open()) return fail(ErrorCode::camera_missing, device_ + ": " + std::strerror(errno));
    v4l2_capability can{};
    if (!device.control(VIDIOC_QUERYCAP, &can)) return fail(ErrorCode::camera_missing, device_ + " is no camera");
    const auto abilities = (can.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? can.device_caps : can.capabilities;
    constexpr auto kNeeded = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    if ((abilities & kNeeded) != kNeeded) return fail(ErrorCode::camera_missing, device_ + " cannot stream pictures");
    identity = identity_of(can);
    return device;
}

base::Result<void> V4l2Camera::probe() {
    if (calls_.access(device_.c_str()) != 0) {
        asked_ = false;
        return fail(ErrorCode::camera_missing, device_ + ": " + std::strerror(errno));
    }
    if (asked_) return {};
    std::string identity;
    const auto device = open_device(identity);
    if (!device) return fail(device.error());
    note(identity);
    asked_ = true;
    return {};
}

/// One that is another than it was is asked again at the next probe: it may be exchanged back as quickly.
void V4l2Camera::note(const std::string& identity) {
    const std::scoped_lock lock(mutex_);
    if (std::exchange(identity_, identity) != identity) asked_ = false;
}

std::optional<std::string> V4l2Camera::identity() {
    const std::scoped_lock lock(mutex_);
    return identity_.empty() ? std::nullopt : std::optional(identity_);
}

base::Result<std::unique_ptr<ports::Capture>> V4l2Camera::open() {
    std::string identity;
    auto device = open_device(identity);
    if (!device) return fail(device.error());
    note(identity);
    return Stream::start(std::move(*device), wanted_, std::move(identity));
}

}  // namespace uketsuke::drivers::camera
