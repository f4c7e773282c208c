// SPDX-License-Identifier: Apache-2.0
// Where the picture lies in the window that there is: as large as fits, in the middle. The settings say how many pixels
// a panel has; what the display gives may differ, and a touch must still mean what is drawn under it.
#pragma once

#include <algorithm>
#include <cmath>

namespace uketsuke::drivers::sdl {

struct Fit {
    int panel_w = 0, panel_h = 0;    ///< of the picture, px
    int window_w = 0, window_h = 0;  ///< what there is, px

    bool operator==(const Fit&) const = default;
    [[nodiscard]] bool exact() const { return panel_w == window_w && panel_h == window_h; }
    [[nodiscard]] double scale() const {
        return std::min(static_cast<double>(window_w) / panel_w, static_cast<double>(window_h) / panel_h);
    }
    [[nodiscard]] int w() const { return static_cast<int>(std::lround(panel_w * scale())); }
    [[nodiscard]] int h() const { return static_cast<int>(std::lround(panel_h * scale())); }
    [[nodiscard]] int x() const { return (window_w - w()) / 2; }
    [[nodiscard]] int y() const { return (window_h - h()) / 2; }

    /// From the window's pixels to the picture's; beside the picture: outside of it.
    [[nodiscard]] double panel_x(double window_x) const { return (window_x - x()) / scale(); }
    [[nodiscard]] double panel_y(double window_y) const { return (window_y - y()) / scale(); }
};

/// Smaller than this, letters are no longer drawn well enough to be read.
constexpr double kSmallestScale = 0.5;

}  // namespace uketsuke::drivers::sdl
