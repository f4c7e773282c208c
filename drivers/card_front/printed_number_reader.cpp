// SPDX-License-Identifier: Apache-2.0
#include "printed_number_reader.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "firmware/base/log.hpp"

namespace uketsuke::drivers::card_front {
namespace {

base::Unexpected<base::Error> unreadable(std::string_view why) {
    return base::fail(base::ErrorCode::number_b_unreadable, std::string(why));
}

bool same(const base::Secret& one, const base::Secret& other) {
    return std::equal(one.expose().begin(), one.expose().end(), other.expose().begin(), other.expose().end());
}

}  // namespace

PrintedNumberReader::PrintedNumberReader(ports::Camera& camera, const ports::Clock& clock,
                                         std::shared_ptr<GlyphNets> nets, CardFrontLayout layout, base::Duration limit)
    : camera_(camera), clock_(clock), limit_(limit), reader_(std::move(nets), layout) {}

PictureReading PrintedNumberReader::read_picture(const domain::Image& image, base::Date today) {
    if (!image.consistent() || image.channels != 3) return {Unreadable::no_card};
    const cv::Mat view(image.height, image.width, CV_8UC3, const_cast<std::uint8_t*>(image.pixels.data()));
    try {
        return reader_.read(view, today);
    } catch (const cv::Exception& error) {
        base::warn("card_front", "OpenCV: {}", error.err);
        return {Unreadable::covered};
    }
}

base::Result<base::Secret> PrintedNumberReader::read(base::Date today) {
    auto capture = camera_.open();
    if (!capture) return unreadable(base::name_of(capture.error().code));
    auto deadline = clock_.mono() + kStart;
    bool any = false;
    std::optional<base::Secret> before;
    auto why = Unreadable::one_picture;
    for (auto now = clock_.mono(); now < deadline; now = clock_.mono()) {
        auto frame = (*capture)->next_frame(deadline - now);
        if (!frame) {
            // The time may end while the next picture is waited for: then those before it tell why.
            const bool over = any && frame.error().code == base::ErrorCode::camera_stalled;
            return unreadable(over ? name_of(why) : base::name_of(frame.error().code));
        }
        if (!std::exchange(any, true)) deadline = clock_.mono() + limit_;
        auto reading = read_picture(frame->image, today);
        if (reading.why) {
            why = *reading.why;
            if (why == Unreadable::wrong_side) break;
            continue;
        }
        if (before && !same(*before, reading.number)) return unreadable(name_of(Unreadable::disagree));
        if (before) return std::move(reading.number);
        before = std::move(reading.number);
        why = Unreadable::one_picture;
    }
    return unreadable(name_of(why));
}

}  // namespace uketsuke::drivers::card_front
