// SPDX-License-Identifier: Apache-2.0
#include "card_front_camera.hpp"

namespace uketsuke::sim {
namespace {

constexpr double kTrayFramesPerSecond = 15;

}  // namespace

SimulatedCardFrontCamera::SimulatedCardFrontCamera(const ports::Clock& clock, PassTime pass, std::uint64_t noise_seed)
    : sensor_(clock, std::move(pass), kTrayFramesPerSecond, noise_seed), random_(noise_seed) {
    sensor_.set_noise(0);
}

void SimulatedCardFrontCamera::lay(const cv::Mat& front) {
    const std::scoped_lock lock(mutex_);
    front_ = front;
    seen_.release();
}

void SimulatedCardFrontCamera::set_tray(const Tray& tray) {
    const std::scoped_lock lock(mutex_);
    tray_ = tray;
    seen_.release();
}

void SimulatedCardFrontCamera::cover(const LaidPaper& paper) {
    const std::scoped_lock lock(mutex_);
    paper_ = paper;
    seen_.release();
}

cv::Mat SimulatedCardFrontCamera::picture() {
    const std::scoped_lock lock(mutex_);
    if (seen_.empty()) seen_ = compose_tray(front_, tray_, paper_);
    return with_tray_noise(seen_, tray_.noise, random_);
}

base::Result<std::unique_ptr<ports::Capture>> SimulatedCardFrontCamera::open() {
    return sensor_.open([this](base::Duration) { return picture(); });
}

}  // namespace uketsuke::sim
