// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "firmware/base/error.hpp"

struct _cairo;
struct _cairo_surface;

namespace uketsuke::ui::paint {

/// Opaque pixels, 0xFFRRGGBB, rows from the top, no padding.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels;

    Picture() = default;
    Picture(int w, int h, std::uint32_t fill = 0xFFFFFFFF);
    bool operator==(const Picture&) const = default;
};

/// A rectangle of pixels.
struct PixelRect {
    int x = 0;
    int y = 0;
    int w = 0;
    int h = 0;
    bool operator==(const PixelRect&) const = default;
};

using Canvas = std::shared_ptr<_cairo>;
/// Draws straight into the picture, which must outlive the canvas.
Canvas canvas_on(Picture& picture);

/// Errors: file_unreadable when the file cannot be written or read.
base::Result<void> write_png(const Picture& picture, const std::filesystem::path& path);
base::Result<Picture> read_png(const std::filesystem::path& path);

}  // namespace uketsuke::ui::paint
