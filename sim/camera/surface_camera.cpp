// SPDX-License-Identifier: Apache-2.0
#include "surface_camera.hpp"

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace uketsuke::sim {
namespace {

constexpr double kFramesPerSecond = 15;
constexpr int kWidth = 1280, kHeight = 960;
constexpr double kPixelsPerMm = 13;  ///< on the tray

/// Where the card's corners come to lie, from the upper left one clockwise.
std::array<cv::Point2f, 4> corners_on(const Tray& tray) {
    const double half_width = kCardWidthMm * kPixelsPerMm / 2, half_height = kCardHeightMm * kPixelsPerMm / 2;
    const double turn = tray.turn * M_PI / 180, far = 1 - tray.perspective;
    const auto place = [&](double x, double y) {
        return cv::Point2f(static_cast<float>(kWidth / 2.0 + x * std::cos(turn) - y * std::sin(turn)),
                           static_cast<float>(kHeight / 2.0 + x * std::sin(turn) + y * std::cos(turn)));
    };
    return {place(-half_width * far, -half_height), place(half_width * far, -half_height),
            place(half_width, half_height), place(-half_width, half_height)};
}

cv::Mat with_finger(const cv::Mat& front, const cv::Rect2d& mm) {
    if (mm.empty()) return front;
    const double scale = front.cols / kCardWidthMm;
    cv::Mat covered = front.clone();
    cv::rectangle(covered, cv::Rect(cv::Rect2d(mm.tl() * scale, mm.size() * scale)), {110, 140, 190}, cv::FILLED);
    return covered;
}

}  // namespace

SimulatedSurfaceCamera::SimulatedSurfaceCamera(const ports::Clock& clock, PassTime pass, std::uint64_t noise_seed)
    : sensor_(clock, std::move(pass), kFramesPerSecond, noise_seed) {}

void SimulatedSurfaceCamera::lay(const cv::Mat& front) {
    const std::scoped_lock lock(mutex_);
    front_ = front;
}

void SimulatedSurfaceCamera::set_tray(const Tray& tray) {
    const std::scoped_lock lock(mutex_);
    tray_ = tray;
}

cv::Mat SimulatedSurfaceCamera::picture() const {
    std::unique_lock lock(mutex_);
    const auto front = front_;
    const auto tray = tray_;
    lock.unlock();
    cv::Mat seen(kHeight, kWidth, CV_8UC3, cv::Scalar(48, 46, 44));
    if (!front.empty()) {
        const auto width = static_cast<float>(front.cols), height = static_cast<float>(front.rows);
        const std::array<cv::Point2f, 4> flat{{{0, 0}, {width, 0}, {width, height}, {0, height}}};
        const auto place = cv::getPerspectiveTransform(flat.data(), corners_on(tray).data());
        cv::warpPerspective(with_finger(front, tray.covered), seen, place, seen.size(), cv::INTER_AREA,
                            cv::BORDER_TRANSPARENT);
    }
    if (tray.blur > 0) cv::GaussianBlur(seen, seen, {}, tray.blur);
    if (tray.light != 1) seen.convertTo(seen, -1, tray.light);
    return seen;
}

base::Result<std::unique_ptr<ports::Capture>> SimulatedSurfaceCamera::open() {
    return sensor_.open([this](base::Duration) { return picture(); });
}

}  // namespace uketsuke::sim
