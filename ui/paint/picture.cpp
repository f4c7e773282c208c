// SPDX-License-Identifier: Apache-2.0
#include "picture.hpp"

#include <cairo.h>
#include <png.h>

#include <fstream>
#include <string>

namespace uketsuke::ui::paint {
namespace {

using Surface = std::shared_ptr<cairo_surface_t>;

/// PNG in memory. Without line filters: flat screens compress a quarter better so. Memory cannot fail to be written, so
/// libpng's error jump is never taken.
std::string encode(const Picture& picture) {
    std::string bytes;
    auto* png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    auto* info = png_create_info_struct(png);
    png_set_write_fn(
        png, &bytes,
        [](png_structp to, png_bytep data, png_size_t size) {
            static_cast<std::string*>(png_get_io_ptr(to))->append(reinterpret_cast<const char*>(data), size);
        },
        nullptr);
    png_set_IHDR(png, info, static_cast<png_uint_32>(picture.width), static_cast<png_uint_32>(picture.height), 8,
                 PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_compression_level(png, 9);
    png_write_info(png, info);
    std::vector<png_byte> row(static_cast<std::size_t>(picture.width) * 3);
    for (auto line = picture.pixels.begin(); line != picture.pixels.end(); line += picture.width) {
        auto out = row.begin();
        for (auto pixel = line; pixel != line + picture.width; ++pixel)
            for (const int shift : {16, 8, 0}) *out++ = static_cast<png_byte>(*pixel >> shift);
        png_write_row(png, row.data());
    }
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return bytes;
}

}  // namespace

Picture::Picture(int w, int h, std::uint32_t fill)
    : width(w), height(h), pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), fill) {}

Canvas canvas_on(Picture& picture) {
    const Surface surface(
        cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(picture.pixels.data()),
                                            CAIRO_FORMAT_ARGB32, picture.width, picture.height, picture.width * 4),
        cairo_surface_destroy);
    return {cairo_create(surface.get()), cairo_destroy};
}

base::Result<void> write_png(const Picture& picture, const std::filesystem::path& path) {
    std::ofstream file(path, std::ios::binary);
    file << encode(picture);
    if (!file.flush()) return base::fail(base::ErrorCode::file_unreadable, path.string() + " cannot be written");
    return {};
}

base::Result<Picture> read_png(const std::filesystem::path& path) {
    const Surface surface(cairo_image_surface_create_from_png(path.c_str()), cairo_surface_destroy);
    const auto status = cairo_surface_status(surface.get());
    if (status != CAIRO_STATUS_SUCCESS)
        return base::fail(base::ErrorCode::file_unreadable, path.string() + ": " + cairo_status_to_string(status));
    Picture picture(cairo_image_surface_get_width(surface.get()), cairo_image_surface_get_height(surface.get()));
    const auto canvas = canvas_on(picture);
    cairo_set_source_surface(canvas.get(), surface.get(), 0, 0);
    cairo_paint(canvas.get());
    return picture;
}

}  // namespace uketsuke::ui::paint
