// SPDX-License-Identifier: Apache-2.0
#include "tray.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "card_front.hpp"

namespace uketsuke::sim {
namespace {

using Corners = std::array<cv::Point2f, 4>;

const cv::Scalar kTrayColour(48, 46, 44);
constexpr double kCornerRadiusMm = 3.18;  ///< ISO/IEC 7810 ID-1
constexpr int kCoarse = 8;                ///< light changes slowly: it is computed on a grid of so many pixels

cv::Point2d turned(cv::Point2d point, double degrees) {
    const double angle = degrees * M_PI / 180;
    return {point.x * std::cos(angle) - point.y * std::sin(angle),
            point.x * std::sin(angle) + point.y * std::cos(angle)};
}

/// From millimetres around the middle of the card to pixels.
cv::Point2f place(cv::Point2d card, const Tray& tray) {
    const auto on_tray = turned(card, tray.turn) + cv::Point2d(tray.x, tray.y);
    const auto looked = turned(on_tray, -tray.tilt_towards);
    const double far = 1 + tray.tilt * (looked.y / kCardHeightMm - 0.5);  // 1 at the near edge
    const auto seen = turned(looked * far, tray.tilt_towards) * kTrayPixelsPerMm;
    return {static_cast<float>(kTrayWidth / 2.0 + seen.x), static_cast<float>(kTrayHeight / 2.0 + seen.y)};
}

const cv::Size2d kCard(kCardWidthMm, kCardHeightMm);

/// A rectangle around the middle of what is so large, larger by `margin`, from its upper left corner clockwise.
Corners corners_of(const Tray& tray, cv::Size2d mm, double margin) {
    const double x = mm.width / 2 + margin, y = mm.height / 2 + margin;
    return {place({-x, -y}, tray), place({x, -y}, tray), place({x, y}, tray), place({-x, y}, tray)};
}

void put_finger(cv::Mat& front, const cv::Rect2d& mm) {
    if (mm.empty()) return;
    const double scale = front.cols / kCardWidthMm;
    cv::rectangle(front, cv::Rect(cv::Rect2d(mm.tl() * scale, mm.size() * scale)), {110, 140, 190}, cv::FILLED);
}

void round_corners(cv::Mat& front) {
    const int radius = cvRound(kCornerRadiusMm * front.cols / kCardWidthMm);
    cv::Mat outside(front.size(), CV_8UC1, cv::Scalar(0));
    for (const int x : {0, front.cols - radius})
        for (const int y : {0, front.rows - radius}) outside(cv::Rect(x, y, radius, radius)).setTo(255);
    for (const int x : {radius, front.cols - radius})
        for (const int y : {radius, front.rows - radius}) cv::circle(outside, {x, y}, radius, 0, cv::FILLED);
    front.setTo(kTrayColour, outside);
}

std::vector<cv::Point> outline(const Corners& corners) { return {corners.begin(), corners.end()}; }

void lay(cv::Mat& seen, const cv::Mat& picture, Corners corners) {
    const auto width = static_cast<float>(picture.cols), height = static_cast<float>(picture.rows);
    const Corners flat{{{0, 0}, {width, 0}, {width, height}, {0, height}}};
    const auto around = cv::boundingRect(outline(corners)) & cv::Rect({}, seen.size());
    if (around.empty()) return;
    for (auto& corner : corners) corner -= cv::Point2f(around.tl());
    const auto laid = cv::getPerspectiveTransform(flat.data(), corners.data());
    cv::Mat there = seen(around);
    cv::warpPerspective(picture, there, laid, there.size(), cv::INTER_LINEAR, cv::BORDER_TRANSPARENT);
}

void lay_card(cv::Mat& seen, const cv::Mat& front, const Tray& tray) {
    cv::Mat card = front.clone();
    put_finger(card, tray.covered);
    round_corners(card);
    lay(seen, card, corners_of(tray, kCard, 0));
}

void put_sleeve(cv::Mat& seen, const Tray& tray) {
    const auto edge = outline(corners_of(tray, kCard, tray.sleeve.margin));
    cv::Mat weight(seen.size(), CV_8UC3, cv::Scalar(0, 0, 0)), kept;
    cv::fillConvexPoly(weight, edge, cv::Scalar::all(255 * tray.sleeve.veil), cv::LINE_AA);
    cv::subtract(cv::Scalar::all(255), weight, kept);
    cv::multiply(seen, kept, seen, 1.0 / 255);
    cv::scaleAdd(weight, 0.8, seen, seen);
    cv::Mat shine(seen.size(), CV_8UC3, cv::Scalar(0, 0, 0));
    cv::polylines(shine, edge, true, cv::Scalar::all(180 * tray.sleeve.edge), 3, cv::LINE_AA);
    seen += shine;
}

/// Grey levels that a lamp adds at a point of the tray.
double light_of(const Highlight& lamp, cv::Point2d point) {
    const auto at = turned(point - cv::Point2d(lamp.x, lamp.y), -lamp.turn);
    const double far = (at.x * at.x / lamp.width / lamp.width + at.y * at.y / lamp.height / lamp.height) / 2;
    return far > 12 ? 0 : lamp.strength * std::exp(-far);
}

double shade_of(const Shadow& shadow, cv::Point2d point) {
    const double inside = turned(point, -shadow.turn).x - shadow.at;
    return 1 - shadow.depth / (1 + std::exp(-2 * inside / shadow.soft));
}

/// A map over the tray, computed on a coarse grid: value(millimetres from the middle).
template <class Value>
cv::Mat map_of(const Value& value) {
    cv::Mat coarse(kTrayHeight / kCoarse, kTrayWidth / kCoarse, CV_8UC1), map;
    for (int y = 0; y < coarse.rows; ++y)
        for (int x = 0; x < coarse.cols; ++x) {
            const cv::Point2d pixel((x + 0.5) * kCoarse - kTrayWidth / 2.0, (y + 0.5) * kCoarse - kTrayHeight / 2.0);
            coarse.at<std::uint8_t>(y, x) = cv::saturate_cast<std::uint8_t>(value(pixel * (1 / kTrayPixelsPerMm)));
        }
    cv::cvtColor(coarse, coarse, cv::COLOR_GRAY2BGR);
    cv::resize(coarse, map, {kTrayWidth, kTrayHeight}, 0, 0, cv::INTER_LINEAR);
    return map;
}

void put_light(cv::Mat& seen, const Tray& tray, const std::vector<Highlight>& above) {
    constexpr double kOne = 150;  // of a map's 255 levels
    if (tray.shadow.depth > 0)
        cv::multiply(seen, map_of([&](cv::Point2d at) { return kOne * tray.light * shade_of(tray.shadow, at); }), seen,
                     1 / kOne);
    else if (tray.light != 1)
        seen.convertTo(seen, -1, tray.light);
    auto lamps = tray.highlights;
    lamps.insert(lamps.end(), tray.sleeve.streaks.begin(), tray.sleeve.streaks.end());
    lamps.insert(lamps.end(), above.begin(), above.end());
    if (lamps.empty()) return;
    seen += map_of([&](cv::Point2d at) {
        double sum = 0;
        for (const auto& lamp : lamps) sum += light_of(lamp, at);
        return sum;
    });
}

/// 256 quantiles of the normal distribution, so that one random byte draws a value.
cv::Mat normal_quantiles(double deviation) {
    cv::Mat table(1, 256, CV_8SC1);
    double value = -4;
    for (int i = 0; i < 256; ++i) {
        while (0.5 * std::erfc(-value / M_SQRT2) < (i + 0.5) / 256) value += 0.001;
        table.at<std::int8_t>(i) = cv::saturate_cast<std::int8_t>(value * deviation);
    }
    return table;
}

}  // namespace

cv::Mat compose_tray(const cv::Mat& front, const Tray& tray, const LaidPaper& paper) {
    cv::Mat seen(kTrayHeight, kTrayWidth, CV_8UC3, kTrayColour);
    if (!front.empty()) {
        lay_card(seen, front, tray);
        if (tray.sleeve.on) put_sleeve(seen, tray);
    }
    if (!paper.picture.empty()) lay(seen, paper.picture, corners_of(paper.lies, paper.mm, 0));
    put_light(seen, tray, paper.picture.empty() ? std::vector<Highlight>{} : paper.lies.highlights);
    if (const double blur = std::max(tray.blur, paper.lies.blur); blur > 0) cv::GaussianBlur(seen, seen, {}, blur);
    return seen;
}

cv::Mat with_tray_noise(const cv::Mat& picture, double grey_levels, cv::RNG& random) {
    if (grey_levels <= 0) return picture;
    constexpr int kRows = 16;  ///< at a time, so that they stay in the processor's cache
    const cv::Mat table = normal_quantiles(grey_levels);
    cv::Mat drawn(kRows, picture.cols, CV_8UC3), noise, noisy(picture.size(), CV_8UC3);
    for (int y = 0; y < picture.rows; y += kRows) {
        const cv::Range rows(y, std::min(y + kRows, picture.rows));
        cv::Mat part = noisy.rowRange(rows);
        random.fill(drawn, cv::RNG::UNIFORM, 0, 256);
        cv::LUT(drawn.rowRange(0, rows.size()), table, noise);
        cv::add(picture.rowRange(rows), noise, part, cv::noArray(), CV_8UC3);
    }
    return noisy;
}

}  // namespace uketsuke::sim
