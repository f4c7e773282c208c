// SPDX-License-Identifier: Apache-2.0
#include "preview.hpp"

#include <algorithm>

namespace uketsuke::ui::paint {
namespace {

/// For each of `size` target pixels the source pixel, over the middle `used` of `length`.
std::vector<std::size_t> sources(int size, int length, double used, bool mirrored) {
    std::vector<std::size_t> result(static_cast<std::size_t>(size));
    const double start = (length - used) / 2;
    for (int i = 0; i < size; ++i) {
        const int from = mirrored ? size - 1 - i : i;
        const int at = static_cast<int>(start + (from + 0.5) * used / size);
        result[static_cast<std::size_t>(i)] = static_cast<std::size_t>(std::clamp(at, 0, length - 1));
    }
    return result;
}

std::uint32_t pixel(const std::uint8_t* at, int channels) {
    const std::uint32_t b = at[0];
    const std::uint32_t g = channels == 3 ? at[1] : b;
    const std::uint32_t r = channels == 3 ? at[2] : b;
    return 0xFF000000 | r << 16 | g << 8 | b;
}

}  // namespace

bool mirror_into(Picture& target, const PixelRect& part, const domain::Image& image) {
    if (!image.consistent()) return false;
    const double shape = static_cast<double>(part.w) / part.h;
    const double used_width = std::min<double>(image.width, image.height * shape);
    const auto columns = sources(part.w, image.width, used_width, true);
    const auto rows = sources(part.h, image.height, used_width / shape, false);
    const auto channels = static_cast<std::size_t>(image.channels);
    for (std::size_t y = 0; y < rows.size(); ++y) {
        const auto* row = image.pixels.data() + rows[y] * static_cast<std::size_t>(image.width) * channels;
        auto* out = target.pixels.data() +
                    (static_cast<std::size_t>(part.y) + y) * static_cast<std::size_t>(target.width) +
                    static_cast<std::size_t>(part.x);
        for (const auto column : columns) *out++ = pixel(row + column * channels, image.channels);
    }
    return true;
}

}  // namespace uketsuke::ui::paint
