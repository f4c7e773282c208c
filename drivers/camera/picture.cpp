// SPDX-License-Identifier: Apache-2.0
#include "picture.hpp"

#include <opencv2/imgproc.hpp>

#include "firmware/base/log.hpp"
#include "jpeg.hpp"

namespace uketsuke::drivers::camera {
namespace {

/// The largest part around the middle that has the wanted shape.
cv::Rect middle_of(const cv::Size& whole, const cv::Size& wanted) {
    cv::Size part = whole;
    if (std::int64_t{whole.width} * wanted.height > std::int64_t{whole.height} * wanted.width)
        part.width = whole.height * wanted.width / wanted.height;
    else
        part.height = whole.width * wanted.height / wanted.width;
    return {{(whole.width - part.width) / 2, (whole.height - part.height) / 2}, part};
}

std::size_t bytes_of(const cv::Size& size, int channels) {
    return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) *
           static_cast<std::size_t>(channels);
}

}  // namespace

Layout Layout::of(const v4l2_pix_format& format) {
    Layout layout{format.pixelformat, static_cast<int>(format.width), static_cast<int>(format.height),
                  format.bytesperline};
    const bool pairs = layout.format == V4L2_PIX_FMT_YUYV || layout.format == V4L2_PIX_FMT_UYVY;
    const bool squares = layout.format == V4L2_PIX_FMT_NV12;
    const std::size_t row = format.width * (pairs ? 2U : 1U);
    layout.stride = std::max(layout.stride, row);
    if (pairs || squares) layout.width &= ~1;
    if (squares) layout.height &= ~1;
    return layout;
}

std::size_t Layout::least_bytes() const {
    if (compressed()) return 1;
    const bool pairs = format == V4L2_PIX_FMT_YUYV || format == V4L2_PIX_FMT_UYVY;
    const auto rows = static_cast<std::size_t>(height) + (format == V4L2_PIX_FMT_NV12 ? height / 2U : 0U);
    return stride * (rows - 1) + static_cast<std::size_t>(width) * (pairs ? 2U : 1U);
}

bool PictureMaker::decode(base::ByteView bytes, std::uint8_t* pixels) const {
    const cv::Size size(layout_.width, layout_.height);
    if (layout_.compressed()) return bgr_from_jpeg(bytes, size.width, size.height, pixels);
    auto* const in = const_cast<std::uint8_t*>(bytes.data());
    cv::Mat out(size, CV_8UC(channels()), pixels);
    switch (layout_.format) {
        case V4L2_PIX_FMT_YUYV:
            cv::cvtColor(cv::Mat(size, CV_8UC2, in, layout_.stride), out, cv::COLOR_YUV2BGR_YUYV);
            return true;
        case V4L2_PIX_FMT_UYVY:
            cv::cvtColor(cv::Mat(size, CV_8UC2, in, layout_.stride), out, cv::COLOR_YUV2BGR_UYVY);
            return true;
        case V4L2_PIX_FMT_NV12: {
            auto* const colours = in + layout_.stride * static_cast<std::size_t>(size.height);
            cv::cvtColorTwoPlane(cv::Mat(size, CV_8UC1, in, layout_.stride),
                                 cv::Mat(size / 2, CV_8UC2, colours, layout_.stride), out, cv::COLOR_YUV2BGR_NV12);
            return true;
        }
        case V4L2_PIX_FMT_GREY:
            if (const cv::Mat grey(size, CV_8UC1, in, layout_.stride); wanted_.infrared)
                grey.copyTo(out);
            else
                cv::cvtColor(grey, out, cv::COLOR_GRAY2BGR);
            return true;
        default: return false;
    }
}

std::optional<domain::Image> PictureMaker::make(base::ByteView bytes) try {
    if (bytes.size() < layout_.least_bytes()) return std::nullopt;
    const cv::Size whole(layout_.width, layout_.height);
    const cv::Size wanted(static_cast<int>(wanted_.width), static_cast<int>(wanted_.height));
    domain::Image image{wanted.width, wanted.height, channels(), base::Bytes(bytes_of(wanted, channels()))};
    if (whole == wanted) {
        if (!decode(bytes, image.pixels.data())) return std::nullopt;
        return image;
    }
    decoded_.resize(bytes_of(whole, channels()));
    if (!decode(bytes, decoded_.data())) return std::nullopt;
    const cv::Mat middle = cv::Mat(whole, CV_8UC(channels()), decoded_.data())(middle_of(whole, wanted));
    cv::Mat out(wanted, CV_8UC(channels()), image.pixels.data());
    cv::resize(middle, out, wanted, 0, 0, middle.cols > wanted.width ? cv::INTER_AREA : cv::INTER_LINEAR);
    return image;
} catch (const cv::Exception& error) {
    base::warn("camera", "OpenCV: {}", error.err);
    return std::nullopt;
}

}  // namespace uketsuke::drivers::camera
