// SPDX-License-Identifier: Apache-2.0
#include "track.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace uketsuke::models::face {
namespace {

constexpr float kMostStep = 0.25F;    ///< of the box's middle, in heights; a head at 15 frames a second does less
constexpr float kMostGrowth = 1.25F;  ///< of the height, from frame to frame
constexpr double kAlike = 0.8;        ///< correlation of the upright faces of two frames; of a face and a wall: near 0
const cv::Size kPatch(28, 28);

/// Correlation, −1 … 1. A plain wall has no contrast and is like nothing (cv::matchTemplate says 1 there).
double likeness(const cv::Mat& one, const cv::Mat& other) {
    cv::Scalar mean_one, mean_other, spread_one, spread_other;
    cv::meanStdDev(one, mean_one, spread_one);
    cv::meanStdDev(other, mean_other, spread_other);
    const double spread = spread_one[0] * spread_other[0];
    if (spread < 1) return 0;
    return (one.dot(other) / static_cast<double>(one.total()) - mean_one[0] * mean_other[0]) / spread;
}

bool stays(const Face& before, const Face& now) {
    const auto step = cv::norm((now.box.tl() + now.box.br()) * 0.5F - (before.box.tl() + before.box.br()) * 0.5F);
    const float growth = now.box.height / before.box.height;
    return step < kMostStep * before.box.height && growth < kMostGrowth && growth > 1 / kMostGrowth;
}

}  // namespace

Face box_around(const Points& points, float score) {
    const auto [left, right] =
        std::minmax_element(points.begin(), points.end(), [](auto a, auto b) { return a.x < b.x; });
    const auto [top, bottom] =
        std::minmax_element(points.begin(), points.end(), [](auto a, auto b) { return a.y < b.y; });
    const float span = std::max(1.0F, bottom->y - top->y);
    const float height = 1.404F * span, width = 0.707F * height;
    const cv::Point2f middle((left->x + right->x) / 2, (top->y + bottom->y) / 2 - 0.183F * span);
    return {{middle.x - width / 2, middle.y - height / 2, width, height}, score};
}

std::optional<Seen> FaceTrack::look(Networks& networks, const cv::Mat& picture, StageTimes& took) {
    if (face_ && followed_ < kFollowed)
        if (auto seen = follow(networks, picture, took)) {
            ++followed_;
            return seen;
        }
    lose();
    followed_ = 0;
    auto seen = look_at(networks, picture, took);
    if (seen && !seen->rival && !seen->brightened) keep(*seen, patch_of(seen->aligned));
    return seen;
}

std::optional<Seen> FaceTrack::follow(Networks& networks, const cv::Mat& picture, StageTimes& took) {
    const auto points =
        timed(took.landmarks, [&] { return find_landmarks(networks.landmarks, picture, *face_, networks.scratch); });
    const auto face = box_around(points, face_->score);
    if (!stays(*face_, face)) return {};
    auto seen = timed(took.quality, [&] { return seen_at(picture, face, points, networks.scratch); });
    const auto patch = patch_of(seen.aligned);
    if (likeness(last_.of(kPatch, CV_8UC1), patch) < kAlike) return {};
    keep(seen, patch);
    return seen;
}

cv::Mat FaceTrack::patch_of(const cv::Mat& aligned) {
    auto small = small_.of(kPatch, aligned.type());
    cv::resize(aligned, small, kPatch, 0, 0, cv::INTER_AREA);
    return in_grey(small, grey_);
}

void FaceTrack::keep(const Seen& seen, const cv::Mat& patch) {
    face_ = box_around(seen.points, seen.face.score);
    patch.copyTo(last_.of(kPatch, CV_8UC1));
}

}  // namespace uketsuke::models::face
