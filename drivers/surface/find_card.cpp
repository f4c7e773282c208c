// SPDX-License-Identifier: Apache-2.0
#include "find_card.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace uketsuke::drivers::surface {
namespace {

constexpr int kShrink = 2;
constexpr double kLeastArea = 0.12;       ///< of the frame
constexpr double kShapeTolerance = 0.16;  ///< of the ratio of the sides: perspective shortens one
constexpr double kLeastContrast = 12;     ///< grey levels between tray and card
constexpr std::array kCuts{0.5, 0.28,
                           0.12};     ///< between tray and paper: first above a sleeve's veil, last below a shadow
constexpr int kThin = 9;              ///< pixels; the shining edge of a sleeve is thinner, a card is not
constexpr double kSame = 8;           ///< pixels between corners of what is one card
constexpr double kNearCorner = 0.82;  ///< of half a side; corners are round

/// The grey level below which a part of the pixels is.
double level(const cv::Mat& grey, double part) {
    std::array<int, 256> counts{};
    for (int y = 0; y < grey.rows; ++y)
        for (int x = 0; x < grey.cols; ++x) ++counts[grey.at<std::uint8_t>(y, x)];
    double rest = part * static_cast<double>(grey.total());
    for (int value = 0; value < 256; ++value)
        if ((rest -= counts[static_cast<std::size_t>(value)]) < 0) return value;
    return 255;
}

double tray_level(const cv::Mat& grey) {
    constexpr int kRim = 6;
    cv::Mat rim;
    cv::hconcat(grey.colRange(0, kRim), grey.colRange(grey.cols - kRim, grey.cols), rim);
    return level(rim, 0.5);
}

std::vector<cv::Point> largest_outline(const cv::Mat& light) {
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(light, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    const auto largest = std::max_element(outlines.begin(), outlines.end(), [](const auto& one, const auto& other) {
        return cv::contourArea(one) < cv::contourArea(other);
    });
    if (largest == outlines.end() || cv::contourArea(*largest) < kLeastArea * static_cast<double>(light.total()))
        return {};
    return *largest;
}

/// The rectangle around an outline with its long side along x: middle, half sizes and direction.
struct Box {
    cv::Point2d middle, along;  ///< `along` has length one
    double half_length, half_width;
    explicit Box(const cv::RotatedRect& rect) : middle(rect.center) {
        const bool upright = rect.size.height > rect.size.width;
        const double angle = (rect.angle + (upright ? 90 : 0)) * M_PI / 180;
        along = {std::cos(angle), std::sin(angle)};
        half_length = std::max(rect.size.width, rect.size.height) / 2.0;
        half_width = std::min(rect.size.width, rect.size.height) / 2.0;
    }
    [[nodiscard]] cv::Point2d local(cv::Point2d point) const {
        point -= middle;
        return {point.dot(along) / half_length, along.cross(point) / half_width};
    }
};

/// The outline's points by side: upper, right, lower, left; none from the round corners.
std::array<std::vector<cv::Point>, 4> sides_of(const std::vector<cv::Point>& outline, const Box& box) {
    std::array<std::vector<cv::Point>, 4> sides;
    for (const auto& point : outline) {
        const auto at = box.local(point);
        if (std::abs(at.x) < kNearCorner && std::abs(at.y) > 0.7) sides[at.y < 0 ? 0 : 2].push_back(point);
        if (std::abs(at.y) < kNearCorner && std::abs(at.x) > 0.7) sides[at.x > 0 ? 1 : 3].push_back(point);
    }
    return sides;
}

/// Where two lines (direction, point) meet, if they are not nearly parallel.
std::optional<cv::Point2f> crossing(const cv::Vec4f& one, const cv::Vec4f& other) {
    const cv::Point2f along(one[0], one[1]), across(other[0], other[1]);
    const cv::Point2f from(one[2], one[3]), to(other[2], other[3]);
    const double sine = along.cross(across);
    if (std::abs(sine) < 0.5) return std::nullopt;
    return from + along * static_cast<float>((to - from).cross(across) / sine);
}

std::optional<Corners> corners_of(const std::vector<cv::Point>& outline) {
    const auto sides = sides_of(outline, Box(cv::minAreaRect(outline)));
    std::array<cv::Vec4f, 4> lines;
    for (std::size_t i = 0; i < 4; ++i) {
        if (sides[i].size() < 20) return std::nullopt;
        cv::fitLine(sides[i], lines[i], cv::DIST_HUBER, 0, 0.01, 0.01);
    }
    Corners corners;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto corner = crossing(lines[(i + 3) % 4], lines[i]);
        if (!corner) return std::nullopt;
        corners[i] = (*corner + cv::Point2f(0.5F, 0.5F)) * kShrink;
    }
    return corners;
}

bool shaped_like_card(const Corners& at, const SurfaceLayout& layout) {
    const double width = cv::norm(at[1] - at[0]) + cv::norm(at[2] - at[3]);
    const double height = cv::norm(at[3] - at[0]) + cv::norm(at[2] - at[1]);
    return std::abs(width / height / (layout.card_width / layout.card_height) - 1) < kShapeTolerance;
}

/// Whether another one has nearly the same corners.
bool near_one_of(const std::vector<Corners>& found, const Corners& corners) {
    return std::any_of(found.begin(), found.end(), [&](const Corners& other) {
        return std::equal(corners.begin(), corners.end(), other.begin(),
                          [](const auto& one, const auto& two) { return cv::norm(one - two) < kSame; });
    });
}

}  // namespace

std::vector<Corners> find_cards(const cv::Mat& grey, const SurfaceLayout& layout) {
    cv::Mat small, light;
    cv::resize(grey, small, {}, 1.0 / kShrink, 1.0 / kShrink, cv::INTER_AREA);
    cv::blur(small, small, {3, 3});
    const double tray = tray_level(small), paper = level(small, 0.85);
    std::vector<Corners> found;
    if (paper - tray < kLeastContrast) return found;
    const auto thin = cv::getStructuringElement(cv::MORPH_RECT, {kThin, kThin});
    for (const double cut : kCuts) {
        cv::threshold(small, light, tray + cut * (paper - tray), 255, cv::THRESH_BINARY);
        cv::morphologyEx(light, light, cv::MORPH_OPEN, thin);
        const auto outline = largest_outline(light);
        if (outline.empty()) continue;
        const auto corners = corners_of(outline);
        if (corners && shaped_like_card(*corners, layout) && !near_one_of(found, *corners)) found.push_back(*corners);
    }
    small.setTo(0);
    return found;
}

cv::Mat lay_straight(const cv::Mat& picture, const Corners& corners, const SurfaceLayout& layout,
                     double pixels_per_mm) {
    const auto width = static_cast<float>(layout.card_width * pixels_per_mm);
    const auto height = static_cast<float>(layout.card_height * pixels_per_mm);
    const Corners flat{{{0, 0}, {width, 0}, {width, height}, {0, height}}};
    cv::Mat card;
    cv::warpPerspective(picture, card, cv::getPerspectiveTransform(corners.data(), flat.data()),
                        {cvRound(width), cvRound(height)}, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return card;
}

}  // namespace uketsuke::drivers::surface
