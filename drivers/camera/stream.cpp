// SPDX-License-Identifier: Apache-2.0
#include "stream.hpp"

#include <fmt/format.h>
#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "yuyv.hpp"

namespace uketsuke::drivers::camera {
namespace {

using base::ErrorCode;
using base::fail;
using Clock = std::chrono::steady_clock;

constexpr unsigned kBuffers = 4;

base::Unexpected<base::Error> missing(const char* what) {
    return fail(ErrorCode::camera_missing, std::string(what) + ": " + std::strerror(errno));
}
base::Unexpected<base::Error> unsuitable(std::string why) { return fail(ErrorCode::camera_missing, std::move(why)); }

v4l2_buffer empty_buffer() {
    v4l2_buffer buffer{};
    buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffer.memory = V4L2_MEMORY_MMAP;
    return buffer;
}

/// V4L2's monotonic time stamps are those of steady_clock.
base::MonoTime sensor_time(const v4l2_buffer& buffer) {
    if ((buffer.flags & V4L2_BUF_FLAG_TIMESTAMP_MASK) != V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC)
        return std::chrono::time_point_cast<base::Duration>(Clock::now());
    return base::MonoTime(std::chrono::duration_cast<base::Duration>(
        std::chrono::seconds(buffer.timestamp.tv_sec) + std::chrono::microseconds(buffer.timestamp.tv_usec)));
}

}  // namespace

base::Result<std::unique_ptr<ports::Capture>> Stream::start(Device device, PictureSize size, std::string identity) {
    std::unique_ptr<Stream> stream(new Stream(std::move(device), size, std::move(identity)));
    for (const auto step : {&Stream::negotiate, &Stream::map_buffers, &Stream::run})
        if (auto done = (stream.get()->*step)(); !done) return fail(done.error());
    return std::unique_ptr<ports::Capture>(std::move(stream));
}

base::Result<void> Stream::negotiate() {
    v4l2_format wanted{};
    wanted.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    wanted.fmt.pix.width = size_.width;
    wanted.fmt.pix.height = size_.height;
    wanted.fmt.pix.pixelformat = V4L2_PIX_FMT_YUYV;
    wanted.fmt.pix.field = V4L2_FIELD_NONE;
    if (!device_.control(VIDIOC_S_FMT, &wanted)) return missing("VIDIOC_S_FMT");
    format_ = wanted.fmt.pix;
    // A driver answers with what it can do, not with a refusal.
    if (format_.width != size_.width || format_.height != size_.height || format_.pixelformat != V4L2_PIX_FMT_YUYV)
        return unsuitable(fmt::format("the camera has no {}x{} YUYV", size_.width, size_.height));
    format_.bytesperline = std::max(format_.bytesperline, 2 * size_.width);
    return {};
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
    auto buffer = empty_buffer();
    buffer.index = index;
    if (!device_.control(VIDIOC_QUERYBUF, &buffer)) return missing("VIDIOC_QUERYBUF");
    if (buffer.length < std::size_t{format_.bytesperline} * size_.height)
        return unsuitable("the camera's buffers are small");
    void* const memory = device_.calls().map(device_.handle(), buffer.length, buffer.m.offset);
    if (memory == MAP_FAILED) return missing("mmap");
    buffers_.push_back({memory, buffer.length});
    return give_back(buffer) ? base::Result<void>{} : missing("VIDIOC_QBUF");
}

base::Result<void> Stream::run() {
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    running_ = device_.control(VIDIOC_STREAMON, &type);
    return running_ ? base::Result<void>{} : missing("VIDIOC_STREAMON");
}

Stream::~Stream() {
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (running_) device_.control(VIDIOC_STREAMOFF, &type);
    for (const auto& [memory, length] : buffers_) device_.calls().unmap(memory, length);
}

bool Stream::give_back(v4l2_buffer& buffer) { return device_.control(VIDIOC_QBUF, &buffer); }

base::Result<v4l2_buffer> Stream::take(Clock::time_point deadline) {
    while (true) {
        const auto left = std::chrono::ceil<base::Duration>(deadline - Clock::now()).count();
        pollfd watched{device_.handle(), POLLIN, 0};
        const int ready = device_.calls().poll(&watched, static_cast<int>(std::max<std::int64_t>(left, 0)));
        if (ready < 0 && errno != EINTR) return missing("poll");
        if (ready == 0) return fail(ErrorCode::camera_stalled, "no frame in time");
        auto buffer = empty_buffer();
        if (ready > 0 && device_.control(VIDIOC_DQBUF, &buffer)) return buffer;
        if (ready > 0 && errno != EAGAIN) return missing("VIDIOC_DQBUF");
        if (ready > 0 && (watched.revents & (POLLERR | POLLHUP)) != 0) return unsuitable("the camera hung up");
    }
}

base::Result<domain::Frame> Stream::next_frame(base::Duration limit) {
    const auto deadline = Clock::now() + limit;
    while (true) {
        auto buffer = take(deadline);
        if (!buffer) return fail(buffer.error());
        if (buffer->index >= buffers_.size()) return unsuitable("the camera names a buffer that it has not");
        const std::size_t whole = std::size_t{format_.bytesperline} * size_.height;
        const bool good = (buffer->flags & V4L2_BUF_FLAG_ERROR) == 0 && buffer->bytesused >= whole;
        domain::Frame frame{{}, sensor_time(*buffer), buffer->sequence};
        if (good)
            frame.image =
                bgr_from_yuyv({static_cast<const std::uint8_t*>(buffers_[buffer->index].memory), whole},
                              static_cast<int>(size_.width), static_cast<int>(size_.height), format_.bytesperline);
        if (!give_back(*buffer)) return missing("VIDIOC_QBUF");
        if (good) return frame;
    }
}

}  // namespace uketsuke::drivers::camera
