// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>

#include "sim/camera/code_paper.hpp"

namespace uketsuke::test {

inline domain::Image image_of(const cv::Mat& picture) {
    domain::Image image{picture.cols, picture.rows, 3, {}};
    image.pixels.assign(picture.datastart, picture.dataend);
    return image;
}

/// What the camera over the tray sees; without a text an empty tray.
inline domain::Image seen(const sim::ShownCode& code) {
    sim::LaidPaper paper;
    if (!code.text.empty()) {
        auto made = sim::paper_with(code);
        INFO((made ? "" : made.error().detail));
        REQUIRE(made);
        paper = std::move(*made);
    }
    cv::RNG random(3);
    return image_of(sim::with_tray_noise(sim::compose_tray({}, {}, paper), 2, random));
}

}  // namespace uketsuke::test
