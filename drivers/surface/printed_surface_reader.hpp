// SPDX-License-Identifier: Apache-2.0
// ports::SurfaceReader over a camera that looks at the card's front. First working version: made for clean pictures in
// the simulator's font; it has never seen a real card. Cards of foreign residents (western birth year) are refused.
#pragma once

#include "firmware/ports/camera.hpp"
#include "firmware/ports/card.hpp"
#include "firmware/ports/clock.hpp"
#include "number_b.hpp"

namespace uketsuke::drivers::surface {

/// Thread-bound. `camera` and `clock` must outlive this.
class PrintedSurfaceReader : public ports::SurfaceReader {
public:
    static constexpr base::Duration kLimit{3000};

    PrintedSurfaceReader(ports::Camera& camera, const ports::Clock& clock, SurfaceLayout layout = {},
                         base::Duration limit = kLimit);

    /// Switches the camera on for this call. Frames and lines are wiped. Errors: surface_unreadable.
    base::Result<base::Secret> read(base::Date today) override;
    /// What one picture says, without a second one's word. Errors: surface_unreadable.
    [[nodiscard]] base::Result<base::Secret> read_picture(const domain::Image& image, base::Date today) const;

private:
    [[nodiscard]] PrintedLines read_lines(const cv::Mat& card) const;
    [[nodiscard]] Symbols read_field(const cv::Mat& card, const FieldWindow& field, const GlyphSet& glyphs) const;

    ports::Camera& camera_;
    const ports::Clock& clock_;
    const SurfaceLayout layout_;
    const base::Duration limit_;
    const GlyphSet birth_, expiry_, code_;
};

}  // namespace uketsuke::drivers::surface
