// SPDX-License-Identifier: Apache-2.0
#include "paired_camera.hpp"

#include <numeric>

#include "firmware/base/log.hpp"

namespace uketsuke::app {
namespace {

using base::ErrorCode;

bool is_absence(ErrorCode code) { return code == ErrorCode::camera_missing || code == ErrorCode::camera_stalled; }

std::uint64_t light_of(const domain::Image& image) {
    return std::accumulate(image.pixels.begin(), image.pixels.end(), std::uint64_t{0});
}

class PairedCapture : public ports::Capture {
public:
    PairedCapture(std::unique_ptr<ports::Capture> camera, std::unique_ptr<ports::Capture> infrared)
        : camera_(std::move(camera)), infrared_(std::move(infrared)) {}

    base::Result<domain::Frame> next_frame(base::Duration limit) override {
        auto frame = camera_->next_frame(limit);
        if (!frame) return frame;
        if (auto taken = take_waiting(); !taken) return base::fail(taken.error());
        frame->infrared = frames_.taken_with(frame->taken);
        return frame;
    }
    [[nodiscard]] std::string identity() const override { return camera_->identity(); }

private:
    /// No more than are kept: a camera that sends without end holds nobody up.
    base::Result<void> take_waiting() {
        for (std::size_t i = 0; i < InfraredFrames::kKept; ++i) {
            auto frame = infrared_->next_frame(base::Duration::zero());
            if (!frame && is_absence(frame.error().code)) return {};
            if (!frame) return base::fail(frame.error());
            frames_.keep(std::move(*frame));
        }
        return {};
    }

    const std::unique_ptr<ports::Capture> camera_, infrared_;
    InfraredFrames frames_;
};

}  // namespace

void InfraredFrames::keep(domain::Frame frame) {
    frames_.push_back(std::move(frame));
    if (frames_.size() > kKept) frames_.pop_front();
}

domain::Image InfraredFrames::taken_with(base::MonoTime taken) const {
    const auto apart = [&](const domain::Frame& one) { return std::chrono::abs(one.taken - taken); };
    const domain::Frame* best = nullptr;
    std::uint64_t most = 0;
    for (const auto& one : frames_) {
        if (apart(one) > kApart) continue;
        const auto light = light_of(one.image);
        if (best != nullptr && (light < most || (light == most && apart(one) >= apart(*best)))) continue;
        best = &one;
        most = light;
    }
    return best == nullptr ? domain::Image{} : best->image;
}

bool PairedCamera::hear(const base::Result<void>& infrared) {
    const bool missing = !infrared && is_absence(infrared.error().code);
    if (missing && !missing_.exchange(true)) {
        base::warn("camera", "infrared: {} {}", base::name_of(infrared.error().code), infrared.error().detail);
        untold_ = !required_;
    }
    if (!missing) missing_ = false;
    return infrared || (missing && !required_);
}

base::Result<void> PairedCamera::probe() {
    if (auto there = camera_.probe(); !there) return there;
    auto infrared = infrared_.probe();
    return hear(infrared) ? base::Result<void>{} : infrared;
}

base::Result<std::unique_ptr<ports::Capture>> PairedCamera::open() {
    auto camera = camera_.open();
    if (!camera) return camera;
    auto infrared = infrared_.open();
    if (infrared)
        return std::unique_ptr<ports::Capture>(
            std::make_unique<PairedCapture>(std::move(*camera), std::move(*infrared)));
    if (!hear(base::fail(infrared.error()))) return infrared;
    return camera;
}

void PairedCamera::forget() {
    camera_.forget();
    infrared_.forget();
}

std::vector<domain::DeskNote> PairedCamera::take_news() {
    if (!untold_.exchange(false)) return {};
    return {{domain::DeskNote::Kind::upkeep, "infrared_camera.device", ErrorCode::camera_missing, {}, {}}};
}

}  // namespace uketsuke::app
