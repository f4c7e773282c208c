// SPDX-License-Identifier: Apache-2.0
#include "side.hpp"

#include <opencv2/imgproc.hpp>

#include "quantile.hpp"

namespace uketsuke::drivers::card_front {
namespace {

constexpr double kCoarsePixelsPerMm = 2;
constexpr double kInside = 1, kAroundContacts = 4;  ///< millimetres within and around the contacts
constexpr double kGold = 0.05;                      ///< how much redder than the paper; of all light
constexpr double kMost = 0.7;

/// How much more red than blue, part of the light: the same in shadow and in the sun.
cv::Mat warmth(const cv::Mat& bgr) {
    cv::Mat colours, warm, all;
    bgr.convertTo(colours, CV_32F);
    cv::transform(colours, warm, cv::Matx13f(-1, 0, 1));
    cv::transform(colours, all, cv::Matx13f(1, 1, 1));
    return warm / (all + 6);
}

cv::Rect grown(const FieldWindow& mm, double by) {
    return cv::Rect(cv::Rect2d((mm.x - by) * kCoarsePixelsPerMm, (mm.y - by) * kCoarsePixelsPerMm,
                               (mm.width + 2 * by) * kCoarsePixelsPerMm, (mm.height + 2 * by) * kCoarsePixelsPerMm));
}

bool chip_here(const cv::Mat& warm, double paper, const FieldWindow& chip) {
    const auto inside = grown(chip, -kInside), near = grown(chip, kInside), around = grown(chip, kAroundContacts);
    const cv::Mat gold = warm > paper + kGold;
    const int gold_inside = cv::countNonZero(gold(inside));
    const int gold_around = cv::countNonZero(gold(around)) - cv::countNonZero(gold(near));
    return gold_inside > kMost * inside.area() && gold_around < (1 - kMost) * (around.area() - near.area());
}

}  // namespace

bool shows_chip(const cv::Mat& bgr, const Corners& corners, const CardFrontLayout& layout) {
    cv::Mat card = lay_straight(bgr, corners, layout, kCoarsePixelsPerMm), turned;
    cv::blur(card, card, {3, 3});
    const cv::Mat warm = warmth(card);
    cv::rotate(warm, turned, cv::ROTATE_180);
    std::vector<float> all(warm.begin<float>(), warm.end<float>());
    const double paper = median(all);
    return chip_here(warm, paper, layout.chip) || chip_here(turned, paper, layout.chip);
}

}  // namespace uketsuke::drivers::card_front
