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
    if (!camera_) camera_ = identity;
    if (camera_ == identity) return {};
    return base::fail(ErrorCode::camera_swapped, fmt::format("'{}' stands where '{}' was", identity, *camera_));
}

base::Result<void> FrameCheck::begin(const std::string& identity) {
    taken_.reset();
    last_ = 0;
    return same_camera(identity);
}

base::Result<void> FrameCheck::look(const domain::Frame& frame, const std::string& identity) {
    if (auto same = same_camera(identity); !same) return same;
    if (taken_ && (frame.taken <= *taken_ || frame.sequence <= sequence_))
        return base::fail(
            ErrorCode::camera_backwards,
            fmt::format("frame {} at {} ms after frame {} at {} ms", frame.sequence,
                        frame.taken.time_since_epoch().count(), sequence_, taken_->time_since_epoch().count()));
    taken_ = frame.taken;
    sequence_ = frame.sequence;
    if (one_colour(frame.image)) return {};
    const auto now = digest(frame.image.pixels);
    if (now == std::exchange(last_, now))
        return base::fail(ErrorCode::camera_frozen, fmt::format("frame {} is the one before", frame.sequence));
    if (!seen_.insert(now).second)
        return base::fail(ErrorCode::camera_repeated, fmt::format("frame {} was there before", frame.sequence));
    return {};
}

}  // namespace uketsuke::app
