// SPDX-License-Identifier: Apache-2.0
#include "yuyv.hpp"

#include <algorithm>

namespace uketsuke::drivers::camera {
namespace {

std::uint8_t to_byte(int scaled) { return static_cast<std::uint8_t>(std::clamp((scaled + 128) / 256, 0, 255)); }

/// BT.601 in 1/256.
void put_pixel(std::uint8_t* bgr, int luma, int blue, int red) {
    const int y = 298 * (luma - 16);
    bgr[0] = to_byte(y + 516 * (blue - 128));
    bgr[1] = to_byte(y - 100 * (blue - 128) - 208 * (red - 128));
    bgr[2] = to_byte(y + 409 * (red - 128));
}

}  // namespace

domain::Image bgr_from_yuyv(base::ByteView yuyv, int width, int height, std::size_t stride) {
    const auto columns = static_cast<std::size_t>(width), rows = static_cast<std::size_t>(height);
    domain::Image image{width, height, 3, base::Bytes(columns * rows * 3)};
    auto* out = image.pixels.data();
    for (std::size_t row = 0; row < rows; ++row) {
        const auto* in = yuyv.data() + row * stride;
        for (std::size_t pair = 0; pair < columns / 2; ++pair, in += 4, out += 6) {
            put_pixel(out, in[0], in[1], in[3]);
            put_pixel(out + 3, in[2], in[1], in[3]);
        }
    }
    return image;
}

}  // namespace uketsuke::drivers::camera
