// SPDX-License-Identifier: Apache-2.0
#include "printed_surface_reader.hpp"

#include <algorithm>
#include <string_view>

#include "rectify.hpp"

namespace uketsuke::drivers::surface {
namespace {

using base::ErrorCode;
using base::fail;

base::Unexpected<base::Error> unreadable(std::string why) {
    return fail(ErrorCode::surface_unreadable, std::move(why));
}

bool same(const base::Secret& one, const base::Secret& other) {
    return std::equal(one.expose().begin(), one.expose().end(), other.expose().begin(), other.expose().end());
}

/// Tells a new picture from the same one delivered again.
std::size_t mark_of(const domain::Image& image) {
    return std::hash<std::string_view>{}({reinterpret_cast<const char*>(image.pixels.data()), image.pixels.size()});
}

}  // namespace

PrintedSurfaceReader::PrintedSurfaceReader(ports::Camera& camera, const ports::Clock& clock, SurfaceLayout layout,
                                           base::Duration limit)
    : camera_(camera),
      clock_(clock),
      layout_(std::move(layout)),
      limit_(limit),
      birth_(layout_.font, layout_.birth.font_size * kPixelsPerMm),
      expiry_(layout_.font, layout_.expiry.font_size * kPixelsPerMm),
      code_(layout_.font, layout_.security_code.font_size * kPixelsPerMm) {}

Symbols PrintedSurfaceReader::read_field(const cv::Mat& card, const FieldWindow& field, const GlyphSet& glyphs) const {
    const cv::Rect2d window(field.x * kPixelsPerMm, field.y * kPixelsPerMm, field.width * kPixelsPerMm,
                            field.height * kPixelsPerMm);
    return glyphs.read_line(card(cv::Rect(window) & cv::Rect({}, card.size())));
}

base::Result<base::Secret> PrintedSurfaceReader::read_picture(const domain::Image& image, base::Date today) const {
    if (!image.consistent() || image.channels != 3) return unreadable("not a colour picture");
    const cv::Mat view(image.height, image.width, CV_8UC3, const_cast<std::uint8_t*>(image.pixels.data()));
    cv::Mat card;
    base::Result<base::Secret> number = unreadable("no card in the picture");
    try {
        card = rectify(view, layout_);
        if (!card.empty()) number = number_b(read_lines(card), today);
    } catch (const cv::Exception& error) {
        number = unreadable("OpenCV: " + error.err);
    }
    base::wipe(card.data, card.total());
    return number;
}

PrintedLines PrintedSurfaceReader::read_lines(const cv::Mat& card) const {
    PrintedLines lines;
    lines.birth = read_field(card, layout_.birth, birth_);
    lines.expiry = read_field(card, layout_.expiry, expiry_);
    lines.security_code = read_field(card, layout_.security_code, code_);
    return lines;
}

base::Result<base::Secret> PrintedSurfaceReader::read(base::Date today) {
    const auto deadline = clock_.mono() + limit_;
    auto capture = camera_.open();
    if (!capture) return unreadable(std::string(base::name_of(capture.error().code)));
    std::string why;
    base::Secret before;
    std::size_t mark = 0;
    for (auto now = clock_.mono(); now < deadline; now = clock_.mono()) {
        auto frame = (*capture)->next_frame(deadline - now);
        if (!frame) return unreadable(why.empty() ? std::string(base::name_of(frame.error().code)) : why);
        const bool fresh = mark != std::exchange(mark, mark_of(frame->image));
        auto number = fresh ? read_picture(frame->image, today) : unreadable("the camera repeats one picture");
        base::wipe(frame->image.pixels);
        if (!number) {
            why = number.error().detail;
            continue;
        }
        if (same(before, *number)) return std::move(*number);
        before = std::move(*number);
        why = "no two pictures agreed";
    }
    return unreadable(why);
}

}  // namespace uketsuke::drivers::surface
