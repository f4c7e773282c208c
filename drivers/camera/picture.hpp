// SPDX-License-Identifier: Apache-2.0
// From a driver's buffer to the picture that the pipeline wants. Two libraries decode: OpenCV's imgproc, which the face
// part needs anyway, what is not compressed, and libjpeg (jpeg.hpp) MJPG.
#pragma once

#include <linux/videodev2.h>

#include <algorithm>
#include <array>
#include <optional>

#include "firmware/base/bytes.hpp"
#include "firmware/domain/image.hpp"
#include "modes.hpp"

namespace uketsuke::drivers::camera {

/// What is read, the better first where all else is the same. Of YUV, ITU-R BT.601 in limited range is taken for
/// granted: what USB cameras send.
constexpr std::array<std::uint32_t, 6> kFormats{V4L2_PIX_FMT_YUYV,  V4L2_PIX_FMT_UYVY, V4L2_PIX_FMT_NV12,
                                                V4L2_PIX_FMT_MJPEG, V4L2_PIX_FMT_JPEG, V4L2_PIX_FMT_GREY};
inline bool reads(std::uint32_t format) {
    return std::find(kFormats.begin(), kFormats.end(), format) != kFormats.end();
}

/// How the pictures lie in the buffers: what the driver answered, with a row's bytes where it left them out.
struct Layout {
    std::uint32_t format = 0;
    int width = 0, height = 0;
    std::size_t stride = 0;  ///< bytes from row to row (NV12: of both planes); of no meaning in MJPG

    /// Of what VIDIOC_S_FMT answered. Widths that are odd where the format has pairs are cut by one.
    static Layout of(const v4l2_pix_format& format);
    [[nodiscard]] bool compressed() const { return format == V4L2_PIX_FMT_MJPEG || format == V4L2_PIX_FMT_JPEG; }
    /// Bytes that a whole picture has at least; the last row need not be padded. Compressed: one.
    [[nodiscard]] std::size_t least_bytes() const;
};

/// Thread-bound. Keeps one picture's memory of a size that has to be changed; it goes, wiped, with the maker.
class PictureMaker {
public:
    PictureMaker(const Layout& layout, const Wanted& wanted) : layout_(layout), wanted_(wanted) {}

    /// BGR, of infrared grey, of the wanted size: cut to its shape around the middle, then scaled. `bytes` is what the
    /// driver filled. Nothing: too few bytes, or a JPEG that is broken.
    std::optional<domain::Image> make(base::ByteView bytes);

private:
    bool decode(base::ByteView bytes, std::uint8_t* pixels) const;
    [[nodiscard]] int channels() const { return wanted_.infrared ? 1 : 3; }

    Layout layout_;
    Wanted wanted_;
    base::Bytes decoded_;
};

}  // namespace uketsuke::drivers::camera
