// SPDX-License-Identifier: Apache-2.0
#include "simulated_camera.hpp"

#include <opencv2/imgcodecs.hpp>

namespace uketsuke::sim {
namespace {
constexpr double kFramesPerSecond = 20;
}

SimulatedCamera::SimulatedCamera(const ports::Clock& clock, PassTime pass, std::filesystem::path portraits,
                                 std::uint64_t noise_seed)
    : portraits_(std::move(portraits)), sensor_(clock, std::move(pass), kFramesPerSecond, noise_seed) {}

base::Result<cv::Mat> SimulatedCamera::portrait(const std::string& key) {
    if (key.empty()) return cv::Mat();
    if (key == "figure") return drawn_figure();
    const auto file = portraits_ / (key + ".png");
    cv::Mat picture;
    if (std::filesystem::exists(file)) picture = cv::imread(file.string(), cv::IMREAD_COLOR);
    if (picture.empty()) return base::fail(base::ErrorCode::file_unreadable, "no portrait " + file.string());
    return picture;
}

base::Result<void> SimulatedCamera::show(View view) {
    const auto first = portrait(view.who);
    if (!first) return base::fail(first.error());
    const auto second = portrait(view.second);
    if (!second) return base::fail(second.error());
    const std::scoped_lock lock(mutex_);
    view_ = std::move(view);
    first_ = *first;
    second_ = *second;
    return {};
}

View SimulatedCamera::view() const {
    const std::scoped_lock lock(mutex_);
    return view_;
}

cv::Mat SimulatedCamera::picture(base::Duration since_start) const {
    std::unique_lock lock(mutex_);
    const auto view = view_;
    const auto first = first_, second = second_;
    lock.unlock();
    return compose_room(view, first, second, since_start);
}

base::Result<std::unique_ptr<ports::Capture>> SimulatedCamera::open() {
    return sensor_.open([this](base::Duration since_start) { return picture(since_start); });
}

}  // namespace uketsuke::sim
