// SPDX-License-Identifier: Apache-2.0
#include "rectify.hpp"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace uketsuke::drivers::surface {
namespace {

constexpr double kLeastArea = 0.15;       ///< of the frame
constexpr double kShapeTolerance = 0.12;  ///< of the ratio of the sides

using Corners = std::array<cv::Point2f, 4>;

/// The four corners of the largest light thing, from the upper left one clockwise; empty when it has not four.
std::vector<cv::Point2f> find_corners(const cv::Mat& grey) {
    cv::Mat light;
    cv::GaussianBlur(grey, light, {}, 2);
    cv::threshold(light, light, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(light, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    const auto largest = std::max_element(outlines.begin(), outlines.end(), [](const auto& one, const auto& other) {
        return cv::contourArea(one) < cv::contourArea(other);
    });
    if (largest == outlines.end() || cv::contourArea(*largest) < kLeastArea * static_cast<double>(grey.total()))
        return {};
    std::vector<cv::Point> hull, corners;
    cv::convexHull(*largest, hull);
    cv::approxPolyDP(hull, corners, 0.02 * cv::arcLength(hull, true), true);
    return corners.size() == 4 ? std::vector<cv::Point2f>(corners.begin(), corners.end()) : std::vector<cv::Point2f>{};
}

Corners in_order(const std::vector<cv::Point2f>& corners) {
    const auto sum = [](auto one, auto other) { return one.x + one.y < other.x + other.y; };
    const auto difference = [](auto one, auto other) { return one.x - one.y < other.x - other.y; };
    const auto [upper_left, lower_right] = std::minmax_element(corners.begin(), corners.end(), sum);
    const auto [lower_left, upper_right] = std::minmax_element(corners.begin(), corners.end(), difference);
    return {*upper_left, *upper_right, *lower_right, *lower_left};
}

bool shaped_like_card(const Corners& at, const SurfaceLayout& layout) {
    const double width = cv::norm(at[1] - at[0]) + cv::norm(at[2] - at[3]);
    const double height = cv::norm(at[3] - at[0]) + cv::norm(at[2] - at[1]);
    return std::abs(width / height / (layout.card_width / layout.card_height) - 1) < kShapeTolerance;
}

}  // namespace

cv::Mat rectify(const cv::Mat& bgr, const SurfaceLayout& layout) {
    cv::Mat grey, card;
    cv::cvtColor(bgr, grey, cv::COLOR_BGR2GRAY);
    const auto found = find_corners(grey);
    if (found.empty()) return {};
    const auto corners = in_order(found);
    if (!shaped_like_card(corners, layout)) return {};
    const auto width = static_cast<float>(layout.card_width * kPixelsPerMm);
    const auto height = static_cast<float>(layout.card_height * kPixelsPerMm);
    const Corners flat{{{0, 0}, {width, 0}, {width, height}, {0, height}}};
    const auto lay = cv::getPerspectiveTransform(corners.data(), flat.data());
    cv::GaussianBlur(grey, grey, {}, 0.7);  // the rectified card has fewer pixels: no aliasing
    cv::warpPerspective(grey, card, lay, {cvRound(width), cvRound(height)}, cv::INTER_LINEAR);
    grey.setTo(0);
    return card;
}

}  // namespace uketsuke::drivers::surface
