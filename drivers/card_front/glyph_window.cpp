// SPDX-License-Identifier: Apache-2.0
#include "glyph_window.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace uketsuke::drivers::card_front {
namespace {

constexpr double kLeastDeviation = 0.12;
constexpr double kEdgeWeight = 6;  ///< brings edges to about the size of ink

}  // namespace

GlyphStrip::GlyphStrip(const cv::Mat& ink) : ink_(ink), edges_(cv::Mat::zeros(ink.size(), CV_32FC(kDirections))) {
    float across[kDirections], along[kDirections];
    for (int i = 0; i < kDirections; ++i) {
        across[i] = static_cast<float>(kEdgeWeight / 2 * std::cos(2 * M_PI * i / kDirections));
        along[i] = static_cast<float>(kEdgeWeight / 2 * std::sin(2 * M_PI * i / kDirections));
    }
    for (int y = 1; y < ink.rows - 1; ++y) {
        const float *above = ink.ptr<float>(y - 1), *here = ink.ptr<float>(y), *below = ink.ptr<float>(y + 1);
        auto* edge = edges_.ptr<float>(y) + kDirections;
        for (int x = 1; x < ink.cols - 1; ++x, edge += kDirections) {
            const float right = here[x + 1] - here[x - 1], down = below[x] - above[x];
            for (int i = 0; i < kDirections; ++i) edge[i] = std::max(across[i] * right + along[i] * down, 0.0F);
        }
    }
    cv::GaussianBlur(edges_, edges_, {5, 5}, 1.1);
}

double GlyphStrip::window(cv::Point at, float* row) const {
    const cv::Mat part = ink_(cv::Rect(at, cv::Size(kWindowWidth, kWindowHeight)));
    cv::Scalar mean, deviation;
    cv::meanStdDev(part, mean, deviation);
    const auto scale = static_cast<float>(1 / std::max(deviation[0], kLeastDeviation));
    const auto middle = static_cast<float>(mean[0]);
    for (int y = 0; y < part.rows; ++y) {
        const auto* from = part.ptr<float>(y);
        for (int x = 0; x < part.cols; ++x) *row++ = (from[x] - middle) * scale;
    }
    for (int y = 0; y < kCellsDown; ++y) {
        const auto* line = edges_.ptr<float>(at.y + y * kCell + kCell / 2) + (at.x + kCell / 2) * kDirections;
        for (int x = 0; x < kCellsAcross; ++x, line += kCell * kDirections)
            for (int i = 0; i < kDirections; ++i) *row++ = line[i] * scale;
    }
    return deviation[0];
}

}  // namespace uketsuke::drivers::card_front
