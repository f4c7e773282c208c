// SPDX-License-Identifier: Apache-2.0
#include "checked_camera.hpp"

namespace uketsuke::app {

class CheckedCapture : public ports::Capture {
public:
    CheckedCapture(CheckedCamera& camera, std::unique_ptr<ports::Capture> capture)
        : camera_(camera), capture_(std::move(capture)) {}

    base::Result<domain::Frame> next_frame(base::Duration limit) override {
        if (refused_) return base::fail(*refused_);
        const auto until = camera_.clock_.mono() + limit;
        for (auto left = limit;;) {
            auto frame = capture_->next_frame(left);
            if (!frame) return frame;
            const auto whole = camera_.look(*frame, capture_->identity());
            if (!whole) {
                refused_ = whole.error();
                return base::fail(*refused_);
            }
            if (*whole) return frame;
            left = until - camera_.clock_.mono();
            if (left <= base::Duration::zero())
                return base::fail(base::ErrorCode::camera_stalled, "only torn pictures came");
        }
    }
    [[nodiscard]] std::string identity() const override { return capture_->identity(); }

private:
    CheckedCamera& camera_;
    const std::unique_ptr<ports::Capture> capture_;
    std::optional<base::Error> refused_;
};

base::Result<std::unique_ptr<ports::Capture>> CheckedCamera::open() {
    auto capture = camera_.open();
    if (!capture) return capture;
    const std::scoped_lock lock(mutex_);
    if (const auto same = check_.begin((*capture)->identity()); !same) return base::fail(same.error());
    return std::unique_ptr<ports::Capture>(std::make_unique<CheckedCapture>(*this, std::move(*capture)));
}

base::Result<bool> CheckedCamera::look(domain::Frame& frame, const std::string& identity) {
    const std::scoped_lock lock(mutex_);
    return check_.look(frame, identity, clock_.mono());
}

void CheckedCamera::forget() {
    const std::scoped_lock lock(mutex_);
    check_.forget();
}

std::optional<std::string> CheckedCamera::expected() const {
    const std::scoped_lock lock(mutex_);
    return check_.expected();
}

void CheckedCamera::expect(std::string identity) {
    const std::scoped_lock lock(mutex_);
    check_.expect(std::move(identity));
}

}  // namespace uketsuke::app
