// SPDX-License-Identifier: Apache-2.0
// The panel in front of the patient. Everything is laid out in millimetres, so that a finger and an eye meet the same
// sizes on every panel.
#pragma once

#include <cmath>

namespace uketsuke::ui {

/// Millimetres.
struct Size {
    double w = 0;
    double h = 0;
    bool operator==(const Size&) const = default;
};

/// A rectangle in millimetres from the panel's upper left corner.
struct Rect {
    double x = 0;
    double y = 0;
    double w = 0;
    double h = 0;

    [[nodiscard]] double right() const { return x + w; }
    [[nodiscard]] double bottom() const { return y + h; }
    [[nodiscard]] bool contains(double px, double py) const {
        return px >= x && px < right() && py >= y && py < bottom();
    }
    [[nodiscard]] Rect grown(double by) const { return {x - by, y - by, w + 2 * by, h + 2 * by}; }
    bool operator==(const Rect&) const = default;
};

struct Panel {
    int width_px = 1280;
    int height_px = 800;
    double diagonal_inch = 10.1;

    [[nodiscard]] double px_per_mm() const { return std::hypot(width_px, height_px) / (diagonal_inch * 25.4); }
    [[nodiscard]] double width_mm() const { return width_px / px_per_mm(); }
    [[nodiscard]] double height_mm() const { return height_px / px_per_mm(); }
    /// The one layout class there is so far: at least 180 × 110 mm.
    [[nodiscard]] bool wide() const { return width_mm() >= 180 && height_mm() >= 110; }
    bool operator==(const Panel&) const = default;
};

}  // namespace uketsuke::ui
