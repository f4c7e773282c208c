// SPDX-License-Identifier: Apache-2.0
#include "frame_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace uketsuke::app {
namespace {

using base::ErrorCode;

/// 64 bits of a picture. It need not withstand an attacker: two pictures that are made to agree are refused. Different
/// pictures agree by chance once in 2^64 / (frames of the visit).
std::uint64_t digest(const base::Bytes& pixels) {
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

bool one_colour(const domain::Image& image) {
    const auto step = static_cast<std::ptrdiff_t>(image.channels);
    const auto& pixels = image.pixels;
    return std::distance(pixels.begin(), pixels.end()) <= step ||
           std::equal(pixels.begin() + step, pixels.end(), pixels.begin());
}

}  // namespace

base::Result<void> FrameCheck::same_camera(const std::string& identity) {
    if (!expected_) expected_ = identity;
    if (expected_ == identity) return {};
    return base::fail(ErrorCode::camera_swapped, fmt::format("'{}' stands where '{}' was", identity, *expected_));
}

base::Result<void> FrameCheck::begin(const std::string& identity) {
    taken_.reset();
    last_ = 0;
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

base::Result<void> FrameCheck::is_new(const domain::Frame& frame) {
    if (one_colour(frame.image)) return {};
    const auto now = digest(frame.image.pixels);
    if (now == std::exchange(last_, now))
        return base::fail(ErrorCode::camera_frozen, fmt::format("frame {} is the one before", frame.sequence));
    if (!seen_.insert(now).second)
        return base::fail(ErrorCode::camera_repeated, fmt::format("frame {} was there before", frame.sequence));
    return {};
}

base::Result<void> FrameCheck::look(domain::Frame& frame, const std::string& identity, base::MonoTime now) {
    if (auto same = same_camera(identity); !same) return same;
    if (auto rising = rises(frame, now); !rising) return rising;
    frame.taken = std::min(frame.taken, now);
    taken_ = frame.taken;
    sequence_ = frame.sequence;
    return is_new(frame);
}

}  // namespace uketsuke::app
