// SPDX-License-Identifier: Apache-2.0
#include "fake_device.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace uketsuke::test {
namespace {

FakeDevice* fake = nullptr;

int failing(int error) {
    errno = error;
    return -1;
}

bool compressed(std::uint32_t format) { return format == V4L2_PIX_FMT_MJPEG; }

int tell_capability(v4l2_capability& can) {
    std::strcpy(reinterpret_cast<char*>(can.driver), "uvcvideo");
    std::memset(can.card, 'C', sizeof can.card);  // no zero at its end
    std::strcpy(reinterpret_cast<char*>(can.bus_info), fake->bus);
    can.capabilities = V4L2_CAP_VIDEO_CAPTURE | (fake->can_stream ? V4L2_CAP_STREAMING : 0U);
    return 0;
}

int tell_format(v4l2_fmtdesc& told) {
    std::vector<std::uint32_t> formats;
    for (const auto& mode : fake->modes)
        if (std::find(formats.begin(), formats.end(), mode.format) == formats.end()) formats.push_back(mode.format);
    if (!fake->tells_modes || told.index >= formats.size()) return failing(EINVAL);
    told.pixelformat = formats[told.index];
    return 0;
}

int tell_size(v4l2_frmsizeenum& told) {
    if (!fake->tells_modes) return failing(ENOTTY);
    unsigned index = 0;
    for (const auto& mode : fake->modes)
        if (mode.format == told.pixel_format && index++ == told.index) {
            told.type = V4L2_FRMSIZE_TYPE_DISCRETE;
            told.discrete = {mode.width, mode.height};
            return 0;
        }
    return failing(EINVAL);
}

int tell_rate(v4l2_frmivalenum& told) {
    if (!fake->tells_rates) return failing(ENOTTY);
    for (const auto& mode : fake->modes)
        if (mode.format == told.pixel_format && mode.width == told.width && mode.height == told.height &&
            told.index < mode.periods.size()) {
            told.type = V4L2_FRMIVAL_TYPE_DISCRETE;
            told.discrete = mode.periods[told.index];
            return 0;
        }
    return failing(EINVAL);
}

/// The nearest that it can, of the same format if there is one.
const FakeMode& nearest(const v4l2_pix_format& asked) {
    const auto far = [&](const FakeMode& mode) {
        const auto off = std::abs(static_cast<int>(mode.width) - static_cast<int>(asked.width)) +
                         std::abs(static_cast<int>(mode.height) - static_cast<int>(asked.height));
        return off + (mode.format == asked.pixelformat ? 0 : 100'000);
    };
    return *std::min_element(fake->modes.begin(), fake->modes.end(),
                             [&](const FakeMode& one, const FakeMode& other) { return far(one) < far(other); });
}

int set_format(v4l2_format& format, bool only_try) {
    if (only_try && !fake->tries_formats) return failing(ENOTTY);
    const auto before = std::exchange(fake->now, nearest(format.fmt.pix));
    auto& pix = format.fmt.pix;
    pix.pixelformat = fake->now.format;
    pix.width = fake->now.width;
    pix.height = fake->now.height;
    pix.bytesperline = fake->tells_stride && !compressed(fake->now.format) ? fake->stride() : 0;
    pix.sizeimage = static_cast<unsigned>(fake->picture_bytes());
    if (only_try) fake->now = before;
    return 0;
}

int set_rate(v4l2_streamparm& parm) {
    if (!fake->takes_rate) return failing(ENOTTY);
    const auto asked = parm.parm.capture.timeperframe;
    const auto seconds = [](const v4l2_fract& one) { return static_cast<double>(one.numerator) / one.denominator; };
    for (const auto& one : fake->now.periods)
        if (std::abs(seconds(one) - seconds(asked)) < std::abs(seconds(fake->period) - seconds(asked)))
            fake->period = one;
    parm.parm.capture.timeperframe = fake->period;
    return 0;
}

int grant_buffers(v4l2_requestbuffers& request) {
    request.count = 3;
    fake->memory.assign(3, std::vector<std::uint8_t>(fake->picture_bytes(), 128));
    return 0;
}

std::size_t grey(std::vector<std::uint8_t>& buffer, unsigned frame) {
    std::fill(buffer.begin(), buffer.end(), static_cast<std::uint8_t>(frame));
    return buffer.size();
}

int take_buffer(v4l2_buffer& buffer) {
    if (fake->unplugged) return failing(ENODEV);
    if (fake->fatal) return failing(EIO);
    if (!fake->streaming) return failing(EINVAL);
    if (fake->queued.empty()) return failing(EAGAIN);
    buffer.index = fake->queued.front();
    fake->queued.pop_front();
    buffer.sequence = fake->sequence++;
    buffer.bytesused = static_cast<unsigned>(
        (fake->fill ? fake->fill : grey)(fake->memory[buffer.index], buffer.sequence));
    buffer.flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
    if (fake->errors_to_send > 0 && fake->errors_to_send--) buffer.flags |= V4L2_BUF_FLAG_ERROR;
    buffer.timestamp = {fake->second++, 500'000};
    return 0;
}

int give_buffer(const v4l2_buffer& buffer) {
    if (fake->fatal) return failing(EIO);
    if (std::find(fake->queued.begin(), fake->queued.end(), buffer.index) != fake->queued.end()) return failing(EINVAL);
    fake->queued.push_back(buffer.index);
    return 0;
}

int stream(bool on) {
    if (fake->unplugged) return failing(ENODEV);
    if (on && fake->fatal) return failing(EIO);
    fake->streaming = on;
    fake->starts += on ? 1 : 0;
    if (on) return 0;
    fake->queued.clear();
    fake->fatal = false;
    fake->sequence = 0;
    return 0;
}

int answer(unsigned long request, void* argument) {
    switch (request) {
        case VIDIOC_QUERYCAP: return tell_capability(*static_cast<v4l2_capability*>(argument));
        case VIDIOC_ENUM_FMT: return tell_format(*static_cast<v4l2_fmtdesc*>(argument));
        case VIDIOC_ENUM_FRAMESIZES: return tell_size(*static_cast<v4l2_frmsizeenum*>(argument));
        case VIDIOC_ENUM_FRAMEINTERVALS: return tell_rate(*static_cast<v4l2_frmivalenum*>(argument));
        case VIDIOC_TRY_FMT: return set_format(*static_cast<v4l2_format*>(argument), true);
        case VIDIOC_S_FMT: return set_format(*static_cast<v4l2_format*>(argument), false);
        case VIDIOC_S_PARM: return set_rate(*static_cast<v4l2_streamparm*>(argument));
        case VIDIOC_REQBUFS: return grant_buffers(*static_cast<v4l2_requestbuffers*>(argument));
        case VIDIOC_QUERYBUF: {
            auto& buffer = *static_cast<v4l2_buffer*>(argument);
            buffer.length = static_cast<unsigned>(fake->picture_bytes());
            buffer.m.offset = buffer.index;
            return 0;
        }
        case VIDIOC_QBUF: return give_buffer(*static_cast<v4l2_buffer*>(argument));
        case VIDIOC_DQBUF: return take_buffer(*static_cast<v4l2_buffer*>(argument));
        case VIDIOC_STREAMON: return stream(true);
        case VIDIOC_STREAMOFF: return stream(false);
        default: return failing(ENOTTY);
    }
}

int forget(void* memory, std::size_t length) {
    const auto* bytes = static_cast<const std::uint8_t*>(memory);
    if (std::any_of(bytes, bytes + length, [](std::uint8_t byte) { return byte != 0; })) fake->left_a_picture = true;
    --fake->mapped;
    return 0;
}

}  // namespace

unsigned FakeDevice::row() const {
    const bool pairs = now.format == V4L2_PIX_FMT_YUYV || now.format == V4L2_PIX_FMT_UYVY;
    return now.width * (pairs ? 2 : 1);
}

std::size_t FakeDevice::picture_bytes() const {
    if (compressed(now.format)) return std::size_t{now.width} * now.height * 2;
    const auto rows = now.format == V4L2_PIX_FMT_NV12 ? now.height * 3 / 2 : now.height;
    return std::size_t{stride()} * rows;
}

const drivers::camera::SystemCalls kFakeCalls{
    .access = [](const char*) { return fake->present ? 0 : failing(ENOENT); },
    .open =
        [](const char*) {
            if (!fake->present) return failing(ENOENT);
            if (fake->eio_opens > 0 && fake->eio_opens--) return failing(EIO);
            ++fake->opened;
            ++fake->opened_ever;
            return 7;
        },
    .ioctl =
        [](int, unsigned long request, void* argument) {
            if (fake->interrupts > 0 && fake->interrupts--) return failing(EINTR);
            if (auto& left = fake->eio[number_of(request)]; left != 0) {
                left -= left > 0 ? 1 : 0;
                return failing(EIO);
            }
            return answer(request, argument);
        },
    .map = [](int, std::size_t, off_t offset) -> void* {
        ++fake->mapped;
        return fake->memory[static_cast<std::size_t>(offset)].data();
    },
    .unmap = forget,
    .poll =
        [](pollfd* watched, int) {
            if (fake->silent) return 0;
            watched->revents = fake->unplugged || fake->fatal ? POLLERR : POLLIN;
            return 1;
        },
    .close =
        [](int) {
            --fake->opened;
            return 0;
        },
};

Rig::Rig(const drivers::camera::Wanted& wanted) : camera("/dev/video0", wanted, kFakeCalls) { fake = &device; }

Rig::~Rig() {
    CHECK(device.opened == 0);
    CHECK(device.mapped == 0);
    CHECK_FALSE(device.left_a_picture);
    if (!device.unplugged) CHECK_FALSE(device.streaming);
}

std::unique_ptr<ports::Capture> Rig::open() {
    auto capture = camera.open();
    INFO((capture ? "" : capture.error().detail));
    REQUIRE(capture);
    return std::move(*capture);
}

}  // namespace uketsuke::test
