// SPDX-License-Identifier: Apache-2.0
#include "stream.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "firmware/base/log.hpp"

namespace uketsuke::drivers::camera {
namespace {

using base::ErrorCode;
using base::fail;
using Clock = std::chrono::steady_clock;

constexpr unsigned kBuffers = 4;
constexpr std::size_t kMostTold = 12;  ///< modes, in an error's words

base::Unexpected<base::Error> missing(const char* what) {
    return fail(ErrorCode::camera_missing, std::string(what) + ": " + std::strerror(errno));
}
base::Unexpected<base::Error> unsuitable(std::string why) { return fail(ErrorCode::camera_missing, std::move(why)); }

v4l2_buffer empty_buffer(unsigned index = 0) {
    v4l2_buffer buffer{};
    buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffer.memory = V4L2_MEMORY_MMAP;
    buffer.index = index;
    return buffer;
}

/// V4L2's monotonic time stamps are those of steady_clock.
base::MonoTime sensor_time(const v4l2_buffer& buffer) {
    if ((buffer.flags & V4L2_BUF_FLAG_TIMESTAMP_MASK) != V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC)
        return std::chrono::time_point_cast<base::Duration>(Clock::now());
    return base::MonoTime(std::chrono::duration_cast<base::Duration>(
        std::chrono::seconds(buffer.timestamp.tv_sec) + std::chrono::microseconds(buffer.timestamp.tv_usec)));
}

base::Unexpected<base::Error> nothing_near(const Wanted& wanted, std::span<const Mode> modes) {
    std::vector<std::string> told;
    for (const auto& mode : modes.first(std::min(modes.size(), kMostTold))) told.push_back(text_of(mode));
    return unsuitable(fmt::format("the camera has no picture near {}x{} in {}, but: {}", wanted.width, wanted.height,
                                  wanted.infrared ? "GREY" : "YUYV, UYVY, NV12, MJPG or GREY",
                                  told.empty() ? "none" : fmt::to_string(fmt::join(told, ", "))));
}

}  // namespace

MappedBuffer::~MappedBuffer() {
    if (memory_ == nullptr) return;
    base::wipe(memory_, length_);
    calls_.unmap(memory_, length_);
}

base::ByteView MappedBuffer::bytes(std::size_t used) const {
    return {static_cast<const std::uint8_t*>(memory_), std::min(used, length_)};
}

base::Result<std::unique_ptr<ports::Capture>> Stream::start(Device device, const Wanted& wanted, std::string identity) {
    std::unique_ptr<Stream> stream(new Stream(std::move(device), wanted, std::move(identity)));
    for (const auto step : {&Stream::negotiate, &Stream::map_buffers, &Stream::run})
        if (auto done = (stream.get()->*step)(); !done) return fail(done.error());
    return std::unique_ptr<ports::Capture>(std::move(stream));
}

base::Result<void> Stream::negotiate() {
    const auto modes = modes_of(device_, wanted_);
    const auto best = best_of(modes, wanted_);
    const auto good = std::find_if(best.begin(), best.end(), [this](const Mode& mode) { return set(mode); });
    if (good == best.end()) return nothing_near(wanted_, modes);
    maker_.emplace(Layout::of(format_), wanted_);
    ask_rate(*good);
    return {};
}

/// A driver answers with what it can do, not with a refusal: what counts is the answer.
bool Stream::set(const Mode& mode) {
    v4l2_format asked{};
    asked.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    asked.fmt.pix.width = mode.width;
    asked.fmt.pix.height = mode.height;
    asked.fmt.pix.pixelformat = mode.format;
    asked.fmt.pix.field = V4L2_FIELD_NONE;
    if (!device_.control(VIDIOC_S_FMT, &asked)) return false;
    format_ = asked.fmt.pix;
    return is_taken(format_.pixelformat, wanted_) && is_near(format_.width, format_.height, wanted_);
}

/// A camera keeps the rate that somebody asked for last, or starts with a slow one. One that takes no wish has its own.
void Stream::ask_rate(const Mode& mode) {
    const bool known = mode.period.numerator != 0 && mode.period.denominator != 0;
    v4l2_streamparm wish{};
    wish.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    wish.parm.capture.timeperframe = known ? mode.period : v4l2_fract{1, kMostRate};
    if (!device_.control(VIDIOC_S_PARM, &wish)) wish.parm.capture.timeperframe = {};
    base::info("camera", "{}",
               text_of({format_.pixelformat, format_.width, format_.height, wish.parm.capture.timeperframe}));
}

base::Result<void> Stream::map_buffers() {
    v4l2_requestbuffers request{};
    request.count = kBuffers;
    request.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    request.memory = V4L2_MEMORY_MMAP;
    if (!device_.control(VIDIOC_REQBUFS, &request)) return missing("VIDIOC_REQBUFS");
    if (request.count < 2) return unsuitable("the camera grants too few buffers");
    for (unsigned index = 0; index < request.count; ++index)
        if (auto mapped = map_buffer(index); !mapped) return mapped;
    return {};
}

base::Result<void> Stream::map_buffer(unsigned index) {
    auto buffer = empty_buffer(index);
    if (!device_.control(VIDIOC_QUERYBUF, &buffer)) return missing("VIDIOC_QUERYBUF");
    if (buffer.length < Layout::of(format_).least_bytes()) return unsuitable("the camera's buffers are small");
    void* const memory = device_.calls().map(device_.handle(), buffer.length, buffer.m.offset);
    if (memory == MAP_FAILED) return missing("mmap");
    buffers_.emplace_back(device_.calls(), memory, buffer.length);
    return {};
}

base::Result<void> Stream::run() {
    for (unsigned index = 0; index < buffers_.size(); ++index)
        if (auto buffer = empty_buffer(index); !device_.control(VIDIOC_QBUF, &buffer)) return missing("VIDIOC_QBUF");
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    running_ = device_.control(VIDIOC_STREAMON, &type);
    return running_ ? base::Result<void>{} : missing("VIDIOC_STREAMON");
}

void Stream::stop() {
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (std::exchange(running_, false)) device_.control(VIDIOC_STREAMOFF, &type);
}

/// After EIO it is unknown which buffers the driver has, and whether it goes on: stopping gives all of them back.
base::Result<void> Stream::run_again() {
    stop();
    numbers_.start_again();
    return run();
}

Stream::~Stream() { stop(); }

/// Nothing: a transfer failed, and the device may still be there.
base::Result<std::optional<v4l2_buffer>> Stream::take(Clock::time_point deadline) {
    while (true) {
        const auto left = std::chrono::ceil<base::Duration>(deadline - Clock::now()).count();
        pollfd watched{device_.handle(), POLLIN, 0};
        const int ready = device_.calls().poll(&watched, static_cast<int>(std::max<std::int64_t>(left, 0)));
        if (ready < 0 && errno != EINTR) return missing("poll");
        if (ready == 0) return fail(ErrorCode::camera_stalled, "no frame in time");
        if (ready < 0) continue;
        auto buffer = empty_buffer();
        if (device_.once(VIDIOC_DQBUF, &buffer)) return std::optional(buffer);
        if (errno == EIO) return std::optional<v4l2_buffer>{};
        if (errno != EAGAIN) return missing("VIDIOC_DQBUF");
        if ((watched.revents & (POLLERR | POLLHUP)) != 0) return unsuitable("the camera hung up");
    }
}

/// And gives the buffer back. Nothing: the frame is broken.
base::Result<std::optional<domain::Frame>> Stream::picture_in(v4l2_buffer& buffer) {
    if (buffer.index >= buffers_.size()) return unsuitable("the camera names a buffer that it has not");
    std::optional<domain::Frame> frame;
    const auto number = numbers_.widened(buffer.sequence);
    if ((buffer.flags & V4L2_BUF_FLAG_ERROR) == 0)
        if (auto image = maker_->make(buffers_[buffer.index].bytes(buffer.bytesused)))
            frame = domain::Frame{std::move(*image), sensor_time(buffer), number};
    if (device_.once(VIDIOC_QBUF, &buffer)) return frame;
    if (errno != EIO) return missing("VIDIOC_QBUF");
    if (auto again = run_again(); !again) return fail(again.error());
    return frame;
}

base::Result<domain::Frame> Stream::next_frame(base::Duration limit) {
    const auto deadline = Clock::now() + limit;
    for (int faults = 0; faults <= kMostFaults && (faults == 0 || Clock::now() < deadline); ++faults) {
        auto buffer = take(deadline);
        if (!buffer) return fail(buffer.error());
        if (!*buffer) {
            if (auto again = run_again(); !again) return fail(again.error());
            continue;
        }
        auto frame = picture_in(**buffer);
        if (!frame) return fail(frame.error());
        if (*frame) return std::move(**frame);
    }
    return fail(ErrorCode::camera_stalled, "only broken frames");
}

}  // namespace uketsuke::drivers::camera
