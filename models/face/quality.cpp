// SPDX-License-Identifier: Apache-2.0
#include "quality.hpp"

#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace uketsuke::models::face {
namespace {

constexpr double kDegrees = 180 / 3.14159265358979323846;

/// Lengths along and across the line through the eyes, so that a tilted head measures like an upright one.
struct HeadAxes {
    cv::Point2f along, origin;
    [[nodiscard]] double x(cv::Point2f p) const { return (p - origin).dot(along); }
    [[nodiscard]] double y(cv::Point2f p) const { return (p - origin).cross(along) * -1.0; }
};

void measure_pose(const Points& points, Quality& quality) {
    const auto five = five_of(points);
    const cv::Point2f line = five[1] - five[0];
    quality.eye_distance = cv::norm(line);
    if (quality.eye_distance < 1) return;
    quality.roll = std::atan2(line.y, line.x) * kDegrees;
    const HeadAxes head{line * static_cast<float>(1 / quality.eye_distance), (five[0] + five[1]) * 0.5F};
    const double left = head.x(five[2]) - head.x(points[0]), right = head.x(points[16]) - head.x(five[2]);
    quality.turn = (left - right) / std::max(1.0, left + right);
    quality.nod = head.y(five[2]) / std::max(1.0, head.y((five[3] + five[4]) * 0.5F));
}

/// Six points around an eye, from the outer corner over the upper lid.
double lids(const Points& points, std::size_t first) {
    const auto length = [&](std::size_t a, std::size_t b) { return cv::norm(points[first + a] - points[first + b]); };
    return (length(1, 5) + length(2, 4)) / std::max(1.0, 2 * length(0, 3));
}

double mouth_opening(const Points& points) {
    return cv::norm(points[62] - points[66]) / std::max(1.0, cv::norm(points[48] - points[54]));
}

/// Where the upright face has its parts.
const cv::Rect kSkin(22, 28, 67, 70);  ///< the middle, without hair and background
const cv::Rect kEyeLeft(30, 46, 17, 11), kEyeRight(65, 46, 17, 11);
const cv::Rect kCheekLeft(30, 64, 14, 10), kCheekRight(68, 64, 14, 10);
const cv::Rect kBridge(49, 50, 14, 12);
/// Beside the mouth and below it: what a mask covers, and an open mouth does not change.
const std::array<cv::Rect, 3> kLower{{{30, 84, 9, 14}, {73, 84, 9, 14}, {46, 103, 20, 8}}};

void measure_light(const cv::Mat& skin, Quality& quality, Scratch& scratch) {
    const double left = cv::mean(skin.colRange(0, skin.cols / 2))[0];
    const double right = cv::mean(skin.colRange(skin.cols / 2, skin.cols))[0];
    quality.light = cv::mean(skin)[0];
    quality.one_sided = std::max(left, right) / std::max(1.0, std::min(left, right));
    auto exposed = scratch.exposed.of(skin.size(), CV_8UC1);
    cv::inRange(skin, 5, 250, exposed);
    quality.clipped = 1 - cv::countNonZero(exposed) / static_cast<double>(skin.total());
    auto edges = scratch.edges.of(skin.size(), CV_32F);
    cv::Laplacian(skin, edges, CV_32F);
    cv::Scalar mean, deviation;
    cv::meanStdDev(edges, mean, deviation);
    quality.sharpness = deviation[0] * deviation[0];
}

cv::Scalar lower_mean(const cv::Mat& upright) {
    cv::Scalar sum;
    for (const auto& part : kLower) sum += cv::mean(upright(part)) / static_cast<double>(kLower.size());
    return sum;
}

/// Skin has one colour: the lower face against the bridge of the nose, by the share of each colour in the light.
double colour_apart(const cv::Mat& upright) {
    if (upright.channels() != 3) return 0;
    const auto share = [](cv::Scalar colour) { return colour / std::max(1.0, colour[0] + colour[1] + colour[2]); };
    return cv::norm(share(cv::mean(upright(kBridge))) - share(lower_mean(upright))) * 4;
}

void measure_cover(const cv::Mat& upright, const cv::Mat& grey, Quality& quality) {
    const double cheeks = cv::mean(grey(kCheekLeft))[0] + cv::mean(grey(kCheekRight))[0];
    const double eyes = cv::mean(grey(kEyeLeft))[0] + cv::mean(grey(kEyeRight))[0];
    const double lower = lower_mean(grey)[0];
    quality.shaded = std::max(0.0, 1 - eyes / std::max(1.0, cheeks));
    quality.covered = std::max(colour_apart(upright), lower / std::max(1.0, cv::mean(grey(kBridge))[0]) - 1);
}

}  // namespace

double eye_opening(const Points& points) { return (lids(points, 36) + lids(points, 42)) / 2; }

Quality measure(cv::Size picture, const Face& face, const Points& points, const cv::Mat& upright, Scratch& scratch) {
    Quality quality;
    quality.height = face.box.height / static_cast<double>(picture.height);
    quality.off_x = (face.box.x + face.box.width / 2) / static_cast<double>(picture.width) - 0.5;
    quality.off_y = (face.box.y + face.box.height / 2) / static_cast<double>(picture.height) - 0.5;
    quality.eyes = eye_opening(points);
    quality.mouth = mouth_opening(points);
    measure_pose(points, quality);
    const auto grey = in_grey(upright, scratch.grey);
    measure_light(grey(kSkin), quality, scratch);
    measure_cover(upright, grey, quality);
    return quality;
}

domain::FaceAdvice advise(const Quality& quality, const QualityLimits& limits) {
    using domain::FaceAdvice;
    if (quality.eye_distance < limits.eye_distance) return FaceAdvice::come_closer;
    if (quality.height > limits.height) return FaceAdvice::move_back;
    if (std::abs(quality.off_x) > limits.off_x || std::abs(quality.off_y) > limits.off_y)
        return FaceAdvice::move_to_middle;
    if (quality.light < limits.dark) return FaceAdvice::too_dark;
    if (quality.light > limits.bright || quality.clipped > limits.clipped) return FaceAdvice::too_bright;
    if (std::abs(quality.turn) > limits.turn || std::abs(quality.roll) > limits.roll || quality.nod < limits.nod_low ||
        quality.nod > limits.nod_high)
        return FaceAdvice::turn_to_camera;
    if (quality.one_sided > limits.one_sided) return FaceAdvice::uneven_light;
    if (quality.covered > limits.covered || quality.shaded > limits.shaded) return FaceAdvice::uncover_face;
    if (quality.mouth > limits.mouth) return FaceAdvice::neutral_expression;
    if (quality.eyes < limits.eyes) return FaceAdvice::open_eyes;
    if (quality.sharpness < limits.sharpness) return FaceAdvice::hold_still;
    return FaceAdvice::good;
}

namespace {

/// The distance in doublings, from the size of the face: beyond what is allowed.
double depth_of(const Quality& quality, const QualityLimits& limits) {
    if (quality.eye_distance < limits.eye_distance)
        return std::log2(limits.eye_distance / std::max(1.0, quality.eye_distance));
    return -std::max(0.0, std::log2(quality.height / limits.height));
}

}  // namespace

domain::FacePlace place_of(const Quality& quality, const QualityLimits& limits, base::MonoTime taken) {
    return {.x = quality.off_x / limits.off_x,
            .y = quality.off_y / limits.off_y,
            .depth = depth_of(quality, limits),
            .turn = quality.turn / limits.turn,
            .taken = taken};
}

}  // namespace uketsuke::models::face
