// SPDX-License-Identifier: Apache-2.0
#include "slip.hpp"

#include <algorithm>
#include <cmath>

namespace uketsuke::ui::paint {
namespace {

constexpr double kMargin = 0.03, kGap = 0.035;  // of the width

TextBlock block_of(const TextEngine& text, const SlipLine& line, int width) {
    const double room = width * (1 - 2 * kMargin);
    TextStyle style{line.em * width, line.bold, 1.3, &text.language(line.language)};
    auto block = text.set(line.text, style, room);
    if (block.width <= room) return block;
    style.em *= room / block.width;
    return text.set(line.text, style, room);
}

/// Thermal paper knows no grey.
domain::Image black_and_white(const Picture& picture) {
    constexpr std::uint32_t kHalf = 128;
    domain::Image image{picture.width, picture.height, 1, base::Bytes(picture.pixels.size())};
    std::ranges::transform(picture.pixels, image.pixels.begin(), [](std::uint32_t pixel) {
        return static_cast<std::uint8_t>((pixel >> 8 & 0xFF) < kHalf ? 0 : 255);
    });
    return image;
}

}  // namespace

domain::Image paint_slip(const TextEngine& text, const std::vector<SlipLine>& lines, int width) {
    std::vector<TextBlock> blocks;
    double height = kGap * width;
    for (const auto& line : lines) {
        blocks.push_back(block_of(text, line, width));
        height += blocks.back().height + kGap * width;
    }
    Picture picture(width, static_cast<int>(std::ceil(height)));
    const auto canvas = canvas_on(picture);
    double y = kGap * width;
    for (const auto& block : blocks) {
        const Rect box{kMargin * width, y, width * (1 - 2 * kMargin), block.height};
        text.draw(canvas.get(), block, box, Align::centre, Valign::top, {0});
        y += block.height + kGap * width;
    }
    return black_and_white(picture);
}

}  // namespace uketsuke::ui::paint
