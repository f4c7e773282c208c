// SPDX-License-Identifier: Apache-2.0
#include "head.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "relief.hpp"

namespace uketsuke::sim {
namespace {

// All lengths in distances between the eyes.
constexpr float kEyeWide = 0.23F, kEyeTall = 0.09F, kLid = 0.24F;  ///< half width, half height, skin above
constexpr int kGrid = 4;                                           ///< pixels between computed displacements

cv::Mat turned(const cv::Mat& portrait, const Eyes& eyes, double degrees) {
    const auto relief = relief_of(eyes, degrees);
    cv::Mat shifts(portrait.rows / kGrid + 1, portrait.cols / kGrid + 1, CV_32FC1);
    for (int row = 0; row < shifts.rows; ++row)
        for (int column = 0; column < shifts.cols; ++column) {
            const float x = (static_cast<float>(column * kGrid) - relief.middle.x) / relief.unit;
            const float y = (static_cast<float>(row * kGrid) - relief.middle.y) / relief.unit;
            shifts.at<float>(row, column) = (relief.before(x, y) - x) * relief.unit;
        }
    cv::Mat fine, map_x(portrait.size(), CV_32FC1), map_y(portrait.size(), CV_32FC1), out;
    cv::resize(shifts, fine, {shifts.cols * kGrid, shifts.rows * kGrid}, 0, 0, cv::INTER_LINEAR);
    for (int y = 0; y < portrait.rows; ++y)
        for (int x = 0; x < portrait.cols; ++x) {
            // The grid's first value stands at pixel 0, resize() sets it at the middle of its cell.
            const int at_x = std::min(x + kGrid / 2, fine.cols - 1), at_y = std::min(y + kGrid / 2, fine.rows - 1);
            map_x.at<float>(y, x) = static_cast<float>(x) + fine.at<float>(at_y, at_x);
            map_y.at<float>(y, x) = static_cast<float>(y);
        }
    cv::remap(portrait, out, map_x, map_y, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return out;
}

/// Draws the skin above the eye down over it.
void close_lid(cv::Mat& portrait, cv::Point2f eye, float unit, float closed) {
    const int wide = cvRound(kEyeWide * unit), up = cvRound(kLid * unit), down = cvRound(kEyeTall * unit) + 2;
    const cv::Rect place =
        cv::Rect(cvRound(eye.x) - wide, cvRound(eye.y) - up, 2 * wide, up + down) & cv::Rect({}, portrait.size());
    if (place.empty()) return;
    cv::Mat map_x(place.size(), CV_32FC1), map_y(place.size(), CV_32FC1), lid;
    for (int y = 0; y < place.height; ++y)
        for (int x = 0; x < place.width; ++x) {
            const float u = (static_cast<float>(place.x + x) - eye.x) / (kEyeWide * unit);
            const float v = static_cast<float>(place.y + y) - eye.y;
            const float half = kEyeTall * unit * std::sqrt(std::max(0.0F, 1 - u * u));
            const float margin = kLid * unit, edge = half * (2 * closed - 1);
            const float from = v < edge ? -margin + (v + margin) * (margin - half) / (margin + edge) : v;
            map_x.at<float>(y, x) = static_cast<float>(place.x + x);
            map_y.at<float>(y, x) = eye.y + from;
        }
    cv::remap(portrait, lid, map_x, map_y, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    lid.copyTo(portrait(place));
}

}  // namespace

cv::Mat moved_head(const Sitter& sitter, const HeadPose& pose) {
    cv::Mat out = sitter.portrait;
    if (!sitter.eyes || out.empty()) return out;
    if (pose.closed > 0) {
        out = out.clone();
        const cv::Point2f line = sitter.eyes->right - sitter.eyes->left;
        for (const auto& eye : {sitter.eyes->left, sitter.eyes->right})
            close_lid(out, eye, std::hypot(line.x, line.y), static_cast<float>(pose.closed));
    }
    return pose.turn == 0 ? out : turned(out, *sitter.eyes, pose.turn);
}

}  // namespace uketsuke::sim
