// SPDX-License-Identifier: Apache-2.0
#include "known_camera.hpp"

namespace uketsuke::app {

/// A camera that does not say before it is opened is judged then.
base::Result<void> KnownCamera::judge(const std::optional<std::string>& identity) const {
    if (!identity || admit_(*identity)) return {};
    return base::fail(base::ErrorCode::camera_changed, "nobody has accepted: " + *identity);
}

base::Result<void> KnownCamera::probe() {
    if (auto there = camera_.probe(); !there) return there;
    if (auto same = judge(camera_.identity()); !same) return same;
    if (beside_ == nullptr || !beside_->camera_.probe()) return {};
    return beside_->judge(beside_->camera_.identity());
}

base::Result<std::unique_ptr<ports::Capture>> KnownCamera::open() {
    auto capture = camera_.open();
    if (!capture) return capture;
    if (const auto same = judge((*capture)->identity()); !same) return base::fail(same.error());
    return capture;
}

}  // namespace uketsuke::app
