// SPDX-License-Identifier: Apache-2.0
#include "find_card.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace uketsuke::drivers::card_front {
namespace {

constexpr int kShrink = 2;
constexpr double kLeastArea = 0.12;       ///< of the frame
constexpr double kShapeTolerance = 0.16;  ///< of the ratio of the sides: perspective shortens one
constexpr double kLeastContrast = 12;     ///< grey levels between tray and card
constexpr std::array kCuts{0.5, 0.28,
                           0.12};         ///< between tray and paper: first above a sleeve's veil, last below a shadow
constexpr int kThin = 9;                  ///< pixels; the shining edge of a sleeve is thinner, a card is not
constexpr double kSame = 8;               ///< pixels between corners of what is one card
constexpr std::size_t kStride = 8;        ///< points of an outline on each side that tell where it goes
constexpr std::size_t kLean = 5;          ///< degrees that perspective turns a side
constexpr std::size_t kLeastPoints = 40;  ///< of a side
constexpr std::size_t kTried = 30;        ///< of them through which a line is tried
constexpr double kOnLine = 1.5;           ///< pixels

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

/// The way along the outline at each of its points.
std::vector<cv::Point> ways_along(const std::vector<cv::Point>& outline) {
    const std::size_t count = outline.size();
    std::vector<cv::Point> ways(count);
    for (std::size_t i = 0; i < count; ++i)
        ways[i] = outline[(i + kStride) % count] - outline[(i + count - kStride) % count];
    return ways;
}

/// The direction, 0 to 90 degrees, of most of an outline's sides: a lamp's round shine beside the card has none.
double main_direction(const std::vector<cv::Point>& ways) {
    std::array<int, 90> counts{};
    for (const auto& way : ways) ++counts[static_cast<std::size_t>(cvFloor(cv::fastAtan2(way.y, way.x))) % 90];
    const auto near = [&](std::size_t degrees) {
        int sum = 0;
        for (std::size_t i = 90 - kLean; i <= 90 + kLean; ++i) sum += counts[(degrees + i) % 90];
        return sum;
    };
    std::size_t best = 0;
    for (std::size_t i = 1; i < counts.size(); ++i)
        if (near(i) > near(best)) best = i;
    return static_cast<double>(best) + 0.5;
}

/// The outline's points by the side that they may belong to, one side after the other; none from the round corners.
std::array<std::vector<cv::Point>, 4> sides_of(const std::vector<cv::Point>& outline) {
    const auto ways = ways_along(outline);
    const double direction = main_direction(ways);
    std::array<std::vector<cv::Point>, 4> sides;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const double off = (cv::fastAtan2(ways[i].y, ways[i].x) - direction) / 90;
        const double side = std::round(off);
        if (std::abs(off - side) * 90 <= 2.0 * kLean)
            sides[static_cast<std::size_t>(side + 4) % 4].push_back(outline[i]);
    }
    return sides;
}

/// How far a point is from the line through two others.
double distance(cv::Point point, cv::Point one, cv::Point other) {
    const cv::Point2d along = other - one;
    return std::abs(along.cross(cv::Point2d(point - one))) / cv::norm(along);
}

/// The line (direction, point) on which most of the points lie, whatever the others are.
std::optional<cv::Vec4f> line_through(const std::vector<cv::Point>& points) {
    if (points.size() < kLeastPoints) return std::nullopt;
    const std::size_t step = points.size() / kTried;
    const auto on_line = [&](std::size_t one, std::size_t other, std::size_t every) {
        std::vector<cv::Point> on;
        for (std::size_t i = 0; i < points.size(); i += every)
            if (distance(points[i], points[one], points[other]) <= kOnLine) on.push_back(points[i]);
        return on;
    };
    std::size_t most = 0;
    std::pair<std::size_t, std::size_t> best;
    for (std::size_t one = 0; one < points.size(); one += step)
        for (std::size_t other = one + 4 * step; other < points.size(); other += step) {
            if (points[one] == points[other]) continue;
            const auto count = on_line(one, other, step).size();
            if (count > most) most = count, best = {one, other};
        }
    if (most == 0) return std::nullopt;
    const auto on = on_line(best.first, best.second, 1);
    cv::Vec4f line;
    cv::fitLine(on, line, cv::DIST_HUBER, 0, 0.01, 0.01);
    return line;
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
    const auto sides = sides_of(outline);
    std::array<cv::Vec4f, 4> lines;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto line = line_through(sides[i]);
        if (!line) return std::nullopt;
        lines[i] = *line;
    }
    Corners corners;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto corner = crossing(lines[(i + 3) % 4], lines[i]);
        if (!corner) return std::nullopt;
        corners[i] = (*corner + cv::Point2f(0.5F, 0.5F)) * kShrink;
    }
    if (cv::norm(corners[1] - corners[0]) < cv::norm(corners[2] - corners[1]))
        std::rotate(corners.begin(), corners.begin() + 1, corners.end());
    return corners;
}

bool shaped_like_card(const Corners& at, const CardFrontLayout& layout) {
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

std::vector<Corners> find_cards(const cv::Mat& grey, const CardFrontLayout& layout) {
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
    return found;
}

cv::Mat lay_straight(const cv::Mat& picture, const Corners& corners, const CardFrontLayout& layout,
                     double pixels_per_mm) {
    const auto width = static_cast<float>(layout.card_width * pixels_per_mm);
    const auto height = static_cast<float>(layout.card_height * pixels_per_mm);
    const Corners flat{{{0, 0}, {width, 0}, {width, height}, {0, height}}};
    cv::Mat card;
    cv::warpPerspective(picture, card, cv::getPerspectiveTransform(corners.data(), flat.data()),
                        {cvRound(width), cvRound(height)}, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return card;
}

}  // namespace uketsuke::drivers::card_front
