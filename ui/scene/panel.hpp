// SPDX-License-Identifier: Apache-2.0
// The panel in front of the patient. Everything is laid out in millimetres, so that a finger and an eye meet the same
// sizes on every panel.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

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

/// What a screen is laid out as (ui facts §5.5).
enum class PanelClass : std::uint8_t {
    wide,     ///< at least 180 × 110 mm: bars above and below
    tall,     ///< the same upright
    compact,  ///< at least 150 × 85 mm: a rail on the left instead of bars
    none,     ///< smaller: the screens have no room
};

struct Panel {
    int width_px = 1280;
    int height_px = 800;
    double diagonal_inch = 10.1;
    PanelClass as = PanelClass::none;  ///< what the screens are laid out as, where it has room for that

    /// Who stands before a large panel stands farther away: from a shorter side of 160 mm on a millimetre of layout is
    /// drawn larger, up to twice, so that sizes are at least what they say.
    [[nodiscard]] double enlarged() const {
        constexpr double kNear = 160, kMost = 2;
        return std::clamp(std::min(width_px, height_px) / real_px_per_mm() / kNear, 1.0, kMost);
    }
    /// Of layout; all other measures are such millimetres.
    [[nodiscard]] double px_per_mm() const { return real_px_per_mm() * enlarged(); }
    [[nodiscard]] double width_mm() const { return width_px / px_per_mm(); }
    [[nodiscard]] double height_mm() const { return height_px / px_per_mm(); }
    [[nodiscard]] bool has_room(PanelClass kind) const {
        const double w = width_mm(), h = height_mm();
        switch (kind) {
            case PanelClass::wide: return w >= 180 && h >= 110;
            case PanelClass::tall: return h >= 180 && w >= 110;
            case PanelClass::compact: return w >= 150 && h >= 85;
            case PanelClass::none: break;
        }
        return false;
    }
    [[nodiscard]] PanelClass layout_class() const {
        for (const auto kind : {as, PanelClass::wide, PanelClass::tall, PanelClass::compact})
            if (has_room(kind)) return kind;
        return PanelClass::none;
    }
    /// Below this hands that do not reach the upper part find all that can be touched: the lower half. Half of 7 inch is
    /// 46 mm, less than a title's answers and keys need for fingers: there it is all but the upper third, and the rail,
    /// whose five buttons are as high as the panel, stays.
    [[nodiscard]] double reach_mm() const {
        return layout_class() == PanelClass::compact ? height_mm() / 3 : height_mm() / 2;
    }
    bool operator==(const Panel&) const = default;

private:
    [[nodiscard]] double real_px_per_mm() const { return std::hypot(width_px, height_px) / (diagonal_inch * 25.4); }
};

}  // namespace uketsuke::ui
