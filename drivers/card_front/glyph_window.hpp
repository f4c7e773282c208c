// SPDX-License-Identifier: Apache-2.0
// What the network looks at: a small window of a printed line, as ink and as the directions of its edges. The
// directions are much the same in fonts whose ink is not. Teaching and reading share it.
#pragma once

#include <opencv2/core.hpp>

namespace uketsuke::drivers::card_front {

constexpr int kEmPixels = 20;  ///< of a line that is read
constexpr int kWindowWidth = 18, kWindowHeight = 22;
constexpr double kMiddle = 0.37;  ///< em of the window's middle above the base line: the middle of a digit

constexpr int kDirections = 8;
constexpr int kCell = 3;  ///< pixels from one place at which edges are looked at to the next
constexpr int kCellsAcross = kWindowWidth / kCell, kCellsDown = kWindowHeight / kCell;
constexpr int kWindowsAtOnce = 64;  ///< that a network's file is made for
constexpr int kWindowInputs = kWindowWidth * kWindowHeight + kCellsAcross * kCellsDown * kDirections;

/// A strip of ink (CV_32F, 0 paper to about 1 ink), made ready for looking at any window of it.
class GlyphStrip {
public:
    explicit GlyphStrip(const cv::Mat& ink);

    [[nodiscard]] cv::Size size() const { return ink_.size(); }
    /// Writes kWindowInputs numbers, the same for strong and faint print; where there is no print, noise stays small.
    /// Returns the deviation of the window's ink. The window must lie inside.
    double window(cv::Point at, float* row) const;

private:
    cv::Mat ink_;
    cv::Mat edges_;  ///< one channel a direction: how steeply the ink rises that way
};

}  // namespace uketsuke::drivers::card_front
