// SPDX-License-Identifier: Apache-2.0
// Pictures as plain pixels, so that no library's type crosses a port.
#pragma once

#include <cstdint>
#include <optional>

#include "firmware/base/bytes.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::domain {

/// 8-bit pixels, rows from the top, no padding. channels: 1 grey, 3 BGR. Nearly all show a person: base::Bytes wipes
/// them.
struct Image {
    int width = 0;
    int height = 0;
    int channels = 1;
    base::Bytes pixels;  ///< width * height * channels

    [[nodiscard]] bool empty() const { return pixels.empty(); }
    [[nodiscard]] bool consistent() const {
        return width > 0 && height > 0 && (channels == 1 || channels == 3) &&
               pixels.size() == static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                                    static_cast<std::size_t>(channels);
    }
};

/// One picture of a camera.
struct Frame {
    Image image;                 ///< BGR
    base::MonoTime taken;        ///< the sensor's time, monotonic
    std::uint64_t sequence = 0;  ///< counts up by one a frame; a gap is a lost frame
    /// Grey: what an infrared camera beside this one saw at this time; empty where it saw nothing then. Nothing: there
    /// is no such camera.
    std::optional<Image> infrared = {};
};

}  // namespace uketsuke::domain
