// SPDX-License-Identifier: Apache-2.0
#include "frame_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace uketsuke::app {
namespace {

using base::ErrorCode;

/// 64 bits of a part of a picture. It need not withstand an attacker: two pictures that are made to agree are refused.
/// Different pictures agree by chance once in 2^64 / (frames of the visit).
std::uint64_t digest(base::ByteView pixels) {
    constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15;
    std::uint64_t sum = pixels.size();
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= pixels.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, pixels.data() + at, sizeof word);
        sum = (sum ^ word) * kFactor;
        sum ^= sum >> 32U;
    }
    for (; at < pixels.size(); ++at) sum = (sum ^ pixels[at]) * kFactor;
    return sum ^ sum >> 29U;
}

bool one_colour(base::ByteView pixels, int channels) {
    return pixels.size() <= static_cast<std::size_t>(channels) ||
           std::equal(pixels.begin() + channels, pixels.end(), pixels.begin());
}

/// Of the upper and the lower half; 0 for one of a single colour. A picture of one row has no lower half.
std::array<std::uint64_t, 2> halves(const domain::Image& image) {
    const base::ByteView all(image.pixels);
    const auto upper = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.channels) *
                       static_cast<std::size_t>((image.height + 1) / 2);
    const auto of = [&](base::ByteView half) { return one_colour(half, image.channels) ? 0 : digest(half); };
    return {of(all.first(upper)), of(all.subspan(upper))};
}

}  // namespace

base::Result<void> FrameCheck::same_camera(const std::string& identity) {
    if (!expected_) expected_ = identity;
    if (expected_ == identity) return {};
    return base::fail(ErrorCode::camera_swapped, fmt::format("'{}' stands where '{}' was", identity, *expected_));
}

base::Result<void> FrameCheck::begin(const std::string& identity) {
    taken_.reset();
    last_ = {};
    return same_camera(identity);
}

base::Result<void> FrameCheck::rises(const domain::Frame& frame, base::MonoTime now) const {
    const auto ms = [](base::MonoTime time) { return time.time_since_epoch().count(); };
    if (frame.taken > now + kAhead)
        return base::fail(ErrorCode::camera_backwards, fmt::format("frame {} is of {} ms, and it is {} ms",
                                                                   frame.sequence, ms(frame.taken), ms(now)));
    if (taken_ && (frame.taken <= *taken_ || frame.sequence <= sequence_))
        return base::fail(ErrorCode::camera_backwards, fmt::format("frame {} at {} ms after frame {} at {} ms",
                                                                   frame.sequence, ms(frame.taken), sequence_,
                                                                   ms(*taken_)));
    return {};
}

base::Result<bool> FrameCheck::is_new(const domain::Frame& frame) {
    const auto now = halves(frame.image);
    const auto before = std::exchange(last_, now);
    int shown = 0, known = 0;
    for (std::size_t half = 0; half < now.size(); ++half) {
        if (now.at(half) == 0) continue;
        ++shown;
        known += seen_.at(half).insert(now.at(half)).second ? 0 : 1;
    }
    if (known == 0) return true;
    if (now == before)
        return base::fail(ErrorCode::camera_frozen, fmt::format("frame {} is the one before", frame.sequence));
    if (known == shown)
        return base::fail(ErrorCode::camera_repeated, fmt::format("frame {} was there before", frame.sequence));
    return false;
}

base::Result<bool> FrameCheck::look(domain::Frame& frame, const std::string& identity, base::MonoTime now) {
    if (const auto same = same_camera(identity); !same) return base::fail(same.error());
    if (const auto rising = rises(frame, now); !rising) return base::fail(rising.error());
    frame.taken = std::min(frame.taken, now);
    taken_ = frame.taken;
    sequence_ = frame.sequence;
    return is_new(frame);
}

}  // namespace uketsuke::app
