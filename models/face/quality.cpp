// SPDX-License-Identifier: Apache-2.0
#include "quality.hpp"

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

void measure_light(const cv::Mat& aligned, Quality& quality) {
    cv::Mat grey = aligned;
    if (aligned.channels() == 3) cv::cvtColor(aligned, grey, cv::COLOR_BGR2GRAY);
    // The middle of the aligned square is skin only, without hair and background.
    const cv::Rect skin(grey.cols / 5, grey.rows / 4, grey.cols * 3 / 5, grey.rows * 5 / 8);
    const cv::Mat middle = grey(skin);
    const double left = cv::mean(middle.colRange(0, middle.cols / 2))[0];
    const double right = cv::mean(middle.colRange(middle.cols / 2, middle.cols))[0];
    quality.light = cv::mean(middle)[0];
    quality.one_sided = std::max(left, right) / std::max(1.0, std::min(left, right));
    cv::Mat kept;
    cv::inRange(middle, 5, 250, kept);
    quality.clipped = 1 - cv::countNonZero(kept) / static_cast<double>(middle.total());
    cv::Mat edges;
    cv::Laplacian(middle, edges, CV_32F);
    cv::Scalar mean, deviation;
    cv::meanStdDev(edges, mean, deviation);
    quality.sharpness = deviation[0] * deviation[0];
}

}  // namespace

Quality measure(const cv::Mat& picture, const cv::Mat& aligned, const Face& face, const Points& points) {
    Quality quality;
    quality.height = face.box.height / static_cast<double>(picture.rows);
    quality.off_x = (face.box.x + face.box.width / 2) / static_cast<double>(picture.cols) - 0.5;
    quality.off_y = (face.box.y + face.box.height / 2) / static_cast<double>(picture.rows) - 0.5;
    measure_pose(points, quality);
    measure_light(aligned, quality);
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
    if (quality.one_sided > limits.one_sided) return FaceAdvice::too_dark;
    if (quality.sharpness < limits.sharpness) return FaceAdvice::hold_still;
    return FaceAdvice::good;
}

}  // namespace uketsuke::models::face
