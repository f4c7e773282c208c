// SPDX-License-Identifier: Apache-2.0
#include "surface_camera.hpp"

namespace uketsuke::sim {
namespace {

constexpr double kFramesPerSecond = 15;

}  // namespace

SimulatedSurfaceCamera::SimulatedSurfaceCamera(const ports::Clock& clock, PassTime pass, std::uint64_t noise_seed)
    : sensor_(clock, std::move(pass), kFramesPerSecond, noise_seed), random_(noise_seed) {
    sensor_.set_noise(0);
}

void SimulatedSurfaceCamera::lay(const cv::Mat& front) {
    const std::scoped_lock lock(mutex_);
    front_ = front;
    seen_.release();
}

void SimulatedSurfaceCamera::set_tray(const Tray& tray) {
    const std::scoped_lock lock(mutex_);
    tray_ = tray;
    seen_.release();
}

cv::Mat SimulatedSurfaceCamera::picture() {
    const std::scoped_lock lock(mutex_);
    if (seen_.empty()) seen_ = compose_tray(front_, tray_);
    return with_tray_noise(seen_, tray_.noise, random_);
}

base::Result<std::unique_ptr<ports::Capture>> SimulatedSurfaceCamera::open() {
    return sensor_.open([this](base::Duration) { return picture(); });
}

}  // namespace uketsuke::sim
