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

constexpr int kQuiet = 4;           // modules of white on each side
constexpr int kFewestDots = 4;      // a module, at 203 dpi half a millimetre
constexpr double kCodeShare = 0.4;  // of the width, where that gives each module enough dots

int dots_of(const SlipCode& code, int width) {
    return std::max(kFewestDots, static_cast<int>(kCodeShare * width) / (code.side + 2 * kQuiet));
}
int height_of(const SlipCode& code, int width) { return dots_of(code, width) * (code.side + 2 * kQuiet); }

void draw(Picture& picture, const SlipCode& code, int top) {
    const int dots = dots_of(code, picture.width), left = (picture.width - dots * code.side) / 2;
    top += dots * kQuiet;
    for (int i = 0; i < code.side * code.side; ++i) {
        if (!code.dark[static_cast<std::size_t>(i)]) continue;
        const int x = left + i % code.side * dots, y = top + i / code.side * dots;
        for (int row = y; row < y + dots; ++row)
            std::fill_n(picture.pixels.begin() + static_cast<std::ptrdiff_t>(row) * picture.width + x, dots, 0xFF000000);
    }
}

/// What stands under each other: words, or a code.
struct Part {
    TextBlock words;
    const SlipCode* code = nullptr;
    double height = 0;
    double top = 0;
};

std::vector<Part> parts_of(const TextEngine& text, const std::vector<SlipLine>& lines, int width) {
    std::vector<Part> parts;
    double top = kGap * width;
    for (const auto& line : lines) {
        auto& part = parts.emplace_back();
        if (line.code.side > 0) part.code = &line.code;
        else part.words = block_of(text, line, width);
        part.height = part.code != nullptr ? height_of(line.code, width) : part.words.height;
        part.top = top;
        top += part.height + kGap * width;
    }
    return parts;
}

void draw_words(Picture& picture, const TextEngine& text, const std::vector<Part>& parts) {
    const auto canvas = canvas_on(picture);
    for (const auto& part : parts) {
        const Rect box{kMargin * picture.width, part.top, picture.width * (1 - 2 * kMargin), part.height};
        if (part.code == nullptr) text.draw(canvas.get(), part.words, box, Align::centre, Valign::top, {0});
    }
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
    const auto parts = parts_of(text, lines, width);
    const double height = parts.empty() ? kGap * width : parts.back().top + parts.back().height + kGap * width;
    Picture picture(width, static_cast<int>(std::ceil(height)));
    draw_words(picture, text, parts);
    for (const auto& part : parts)
        if (part.code != nullptr) draw(picture, *part.code, static_cast<int>(part.top));
    return black_and_white(picture);
}

}  // namespace uketsuke::ui::paint
