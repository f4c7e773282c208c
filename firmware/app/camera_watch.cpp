// SPDX-License-Identifier: Apache-2.0
#include "camera_watch.hpp"

#include "firmware/base/log.hpp"

namespace uketsuke::app {

void CameraWatch::look() {
    const auto now = devices_.clock.mono();
    {
        const std::scoped_lock lock(mutex_);
        if (asked_ && now - *asked_ > kLimit)
            tell(base::fail(base::ErrorCode::camera_stalled, "the camera's driver does not answer"));
        if (asked_) return;
        asked_ = now;
    }
    lanes_.run(LaneName::camera, [this] { ask(); });
}

void CameraWatch::ask() {
    const auto there = devices_.camera.probe();
    const std::scoped_lock lock(mutex_);
    asked_.reset();
    tell(there);
}

/// Under the lock, so that the last word is the latest look's.
void CameraWatch::tell(const base::Result<void>& there) {
    const auto wrong = there ? std::nullopt : std::optional(there.error().code);
    if (told_ && *told_ == wrong) return;
    told_ = wrong;
    if (there) return mailbox_.post(flow::DeviceUp{flow::Device::camera});
    base::warn("camera", "{} {}", base::name_of(there.error().code), there.error().detail);
    mailbox_.post(flow::DeviceDown{flow::Device::camera, there.error().code, today(devices_.clock)});
}

}  // namespace uketsuke::app
