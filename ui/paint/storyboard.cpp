// SPDX-License-Identifier: Apache-2.0
#include "storyboard.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>

namespace uketsuke::ui::paint {
namespace {

constexpr int kGap = 22;
constexpr int kCaption = 42;
constexpr int kTitle = 64;
constexpr TextStyle kCaptionStyle{19, false, 1.25};
constexpr TextStyle kTitleStyle{28, true, 1.3};
constexpr std::uint32_t kBackground = 0xFFE3E6EC;

void draw_scaled(cairo_t* c, const Picture& picture, double x, double y, double scale) {
    auto* pixels = reinterpret_cast<unsigned char*>(const_cast<std::uint32_t*>(picture.pixels.data()));
    const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
        cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_RGB24, picture.width, picture.height,
                                            picture.width * 4),
        cairo_surface_destroy);
    cairo_save(c);
    cairo_translate(c, x, y);
    cairo_scale(c, scale, scale);
    cairo_set_source_surface(c, surface.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(c), CAIRO_FILTER_GOOD);
    cairo_paint(c);
    cairo_restore(c);
}

int tile_height(const std::vector<Tile>& tiles, int width) {
    double height = 0;
    for (const auto& tile : tiles)
        height = std::max(height, static_cast<double>(tile.picture.height) * width / tile.picture.width);
    return static_cast<int>(std::lround(height));
}

}  // namespace

base::Result<Picture> storyboard(const std::vector<Tile>& tiles, const StoryboardOptions& options) {
    if (tiles.empty()) return base::fail(base::ErrorCode::internal, "a storyboard without pictures");
    const auto text = TextEngine::create();
    if (!text) return base::fail(text.error());
    const int columns = std::min(options.columns, static_cast<int>(tiles.size()));
    const int rows = (static_cast<int>(tiles.size()) + columns - 1) / columns;
    const int height = tile_height(tiles, options.tile_width);
    const int top = options.title.empty() ? kGap : kTitle;
    Picture picture(columns * (options.tile_width + kGap) + kGap, top + rows * (height + kCaption + kGap / 2),
                    kBackground);
    const auto canvas = canvas_on(picture);
    const auto write = [&](std::string_view words, const TextStyle& style, const Rect& box) {
        text->draw(canvas.get(), text->set(words, style, box.w), box, Align::left, Valign::middle,
                   palette_of(flow::Theme::standard).text);
    };
    if (!options.title.empty())
        write(options.title, kTitleStyle, {kGap, 0, picture.width - 2.0 * kGap, static_cast<double>(kTitle)});
    for (int i = 0; i < static_cast<int>(tiles.size()); ++i) {
        const auto& tile = tiles.at(static_cast<std::size_t>(i));
        const double x = kGap + (i % columns) * (options.tile_width + kGap);
        const double y = top + (i / columns) * (height + kCaption + kGap / 2);
        draw_scaled(canvas.get(), tile.picture, x, y, static_cast<double>(options.tile_width) / tile.picture.width);
        write(tile.caption, kCaptionStyle, {x, y + height, static_cast<double>(options.tile_width), kCaption});
    }
    return picture;
}

}  // namespace uketsuke::ui::paint
