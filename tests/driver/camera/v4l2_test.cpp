// SPDX-License-Identifier: Apache-2.0
#include <linux/videodev2.h>
#include <sys/mman.h>

#include <catch2/catch.hpp>
#include <cerrno>
#include <cstring>
#include <deque>
#include <string>
#include <vector>

#include "drivers/camera/v4l2_camera.hpp"
#include "drivers/camera/yuyv.hpp"

using namespace uketsuke;
using base::Duration;
using base::ErrorCode;
using drivers::camera::V4l2Camera;

namespace {

constexpr Duration kLimit{200};

/// An invented camera in the kernel's place.
struct FakeDevice {
    bool present = true, unplugged = false, silent = false, streaming = false;
    bool can_stream = true, has_yuyv = true;
    unsigned width = 640, height = 480;  ///< all that it can
    const char* bus = "usb-0000:00:14.0-2";
    int fails_at = 0;  ///< the request that ends in EIO
    int opened = 0, opened_ever = 0, mapped = 0, interrupts = 0;
    unsigned errors_to_send = 0;
    std::uint32_t sequence = 41;
    std::vector<std::vector<std::uint8_t>> memory;
    std::deque<unsigned> queued;
};
FakeDevice* fake = nullptr;
unsigned stride() { return 2 * fake->width + 64; }  // padded rows, as some drivers have

int failing(int error) {
    errno = error;
    return -1;
}

int tell_capability(v4l2_capability& can) {
    std::strcpy(reinterpret_cast<char*>(can.driver), "uvcvideo");
    std::memset(can.card, 'C', sizeof can.card);  // no zero at its end
    std::strcpy(reinterpret_cast<char*>(can.bus_info), fake->bus);
    can.capabilities = V4L2_CAP_VIDEO_CAPTURE | (fake->can_stream ? V4L2_CAP_STREAMING : 0U);
    return 0;
}

int set_format(v4l2_format& format) {
    if (!fake->has_yuyv) format.fmt.pix.pixelformat = V4L2_PIX_FMT_MJPEG;
    format.fmt.pix.width = fake->width;
    format.fmt.pix.height = fake->height;
    format.fmt.pix.bytesperline = stride();
    return 0;
}

int grant_buffers(v4l2_requestbuffers& request) {
    request.count = 3;
    fake->memory.assign(3, std::vector<std::uint8_t>(stride() * fake->height, 128));
    return 0;
}

int take_buffer(v4l2_buffer& buffer) {
    if (fake->unplugged) return failing(ENODEV);
    if (fake->queued.empty()) return failing(EAGAIN);
    buffer.index = fake->queued.front();
    fake->queued.pop_front();
    buffer.bytesused = stride() * fake->height;
    buffer.sequence = fake->sequence++;
    buffer.flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
    if (fake->errors_to_send > 0 && fake->errors_to_send--) buffer.flags |= V4L2_BUF_FLAG_ERROR;
    buffer.timestamp = {static_cast<time_t>(buffer.sequence), 500'000};
    std::fill(fake->memory[buffer.index].begin(), fake->memory[buffer.index].end(),
              static_cast<std::uint8_t>(buffer.sequence));
    return 0;
}

int answer(unsigned long request, void* argument) {
    switch (request) {
        case VIDIOC_QUERYCAP: return tell_capability(*static_cast<v4l2_capability*>(argument));
        case VIDIOC_S_FMT: return set_format(*static_cast<v4l2_format*>(argument));
        case VIDIOC_REQBUFS: return grant_buffers(*static_cast<v4l2_requestbuffers*>(argument));
        case VIDIOC_QUERYBUF: {
            auto& buffer = *static_cast<v4l2_buffer*>(argument);
            buffer.length = stride() * fake->height;
            buffer.m.offset = buffer.index;
            return 0;
        }
        case VIDIOC_QBUF: fake->queued.push_back(static_cast<v4l2_buffer*>(argument)->index); return 0;
        case VIDIOC_DQBUF: return take_buffer(*static_cast<v4l2_buffer*>(argument));
        case VIDIOC_STREAMON: fake->streaming = true; return 0;
        case VIDIOC_STREAMOFF: fake->streaming = false; return 0;
        default: return failing(ENOTTY);
    }
}

const drivers::camera::SystemCalls kFakeCalls{
    .access = [](const char*) { return fake->present ? 0 : failing(ENOENT); },
    .open =
        [](const char*) {
            if (!fake->present) return failing(ENOENT);
            ++fake->opened;
            ++fake->opened_ever;
            return 7;
        },
    .ioctl =
        [](int, unsigned long request, void* argument) {
            if (fake->interrupts > 0 && fake->interrupts--) return failing(EINTR);
            if (static_cast<unsigned long>(fake->fails_at) == (request & 0xFFFFU)) return failing(EIO);
            return answer(request, argument);
        },
    .map = [](int, std::size_t, off_t offset) -> void* {
        ++fake->mapped;
        return fake->memory[static_cast<std::size_t>(offset)].data();
    },
    .unmap =
        [](void*, std::size_t) {
            --fake->mapped;
            return 0;
        },
    .poll =
        [](pollfd* watched, int) {
            if (fake->silent) return 0;
            watched->revents = fake->unplugged ? POLLERR : POLLIN;
            return 1;
        },
    .close =
        [](int) {
            --fake->opened;
            return 0;
        },
};

struct Rig {
    FakeDevice device;
    V4l2Camera camera{"/dev/video0", drivers::camera::kFacePicture, kFakeCalls};
    Rig() { fake = &device; }
    ~Rig() {
        CHECK(device.opened == 0);
        CHECK(device.mapped == 0);
        CHECK_FALSE(device.streaming);
    }
};

template <class T>
ErrorCode code_of(const base::Result<T>& result) {
    REQUIRE_FALSE(result);
    CHECK_FALSE(result.error().detail.empty());
    return result.error().code;
}

}  // namespace

TEST_CASE("a camera streams frames with the sensor's time and count, and dropping the capture stops it") {
    Rig rig;
    REQUIRE(rig.camera.probe());
    CHECK(rig.device.opened == 0);
    auto capture = rig.camera.open();
    REQUIRE(capture);
    CHECK(rig.device.streaming);
    CHECK(rig.device.mapped == 3);
    for (std::uint64_t i = 41; i < 51; ++i) {
        const auto frame = (*capture)->next_frame(kLimit);
        REQUIRE(frame);
        CHECK(frame->sequence == i);
        CHECK(frame->taken.time_since_epoch() == Duration(i * 1000 + 500));
        CHECK(frame->image.consistent());
        CHECK(frame->image.width == 640);
    }
    CHECK(rig.device.queued.size() == 3);
}

TEST_CASE("each camera is asked for its own size, and one that has another is said not to suit") {
    Rig rig;
    rig.device.width = 1280;
    rig.device.height = 960;
    V4l2Camera tray("/dev/video0", drivers::camera::kCardPicture, kFakeCalls);
    {
        auto capture = tray.open();
        REQUIRE(capture);
        const auto frame = (*capture)->next_frame(kLimit);
        REQUIRE(frame);
        CHECK(frame->image.consistent());
        CHECK(frame->image.width == 1280);
        CHECK(frame->image.height == 960);
    }
    const auto small = rig.camera.open();
    REQUIRE_FALSE(small);
    CHECK(small.error().code == ErrorCode::camera_missing);
    CHECK(small.error().detail == "the camera has no 640x480 YUYV");
}

TEST_CASE("YUYV becomes BGR: black, white, grey and the pure colours, row padding left out") {
    const auto pixel = [](int luma, int blue, int red) {
        const auto byte = [](int value) { return static_cast<std::uint8_t>(value); };
        const base::Bytes row{byte(luma), byte(blue), byte(luma), byte(red), 1, 2, 3, 4};
        base::Bytes two(row);
        two.insert(two.end(), row.begin(), row.end());
        const auto image = drivers::camera::bgr_from_yuyv(two, 2, 2, row.size());
        REQUIRE(image.consistent());
        for (std::size_t at = 3; at < image.pixels.size(); ++at) CHECK(image.pixels[at] == image.pixels[at - 3]);
        return std::vector<int>(image.pixels.begin(), image.pixels.begin() + 3);
    };
    const auto near = [](const std::vector<int>& got, const std::vector<int>& wanted) {
        for (std::size_t i = 0; i < 3; ++i) CHECK(got[i] == Approx(wanted[i]).margin(2));
    };
    near(pixel(16, 128, 128), {0, 0, 0});
    near(pixel(235, 128, 128), {255, 255, 255});
    near(pixel(126, 128, 128), {128, 128, 128});
    near(pixel(81, 90, 240), {0, 0, 255});
    near(pixel(145, 54, 34), {0, 255, 0});
    near(pixel(41, 240, 110), {255, 0, 0});
    near(pixel(255, 255, 255), {255, 125, 255});
}

TEST_CASE("the two pixels of a YUYV pair keep their own brightness and order") {
    const base::Bytes row{16, 128, 235, 128};
    const auto image = drivers::camera::bgr_from_yuyv(row, 2, 1, row.size());
    CHECK(image.pixels == base::Bytes{0, 0, 0, 255, 255, 255});
}

TEST_CASE("a camera that is unplugged while it streams is missing") {
    Rig rig;
    auto capture = rig.camera.open();
    REQUIRE(capture);
    REQUIRE((*capture)->next_frame(kLimit));
    rig.device.unplugged = true;
    CHECK(code_of((*capture)->next_frame(kLimit)) == ErrorCode::camera_missing);
}

TEST_CASE("a camera that sends no frame in time has stalled, and may come back") {
    Rig rig;
    auto capture = rig.camera.open();
    REQUIRE(capture);
    rig.device.silent = true;
    CHECK(code_of((*capture)->next_frame(Duration(20))) == ErrorCode::camera_stalled);
    rig.device.silent = false;
    CHECK((*capture)->next_frame(kLimit));
}

TEST_CASE("frames that the driver marks as broken are passed over") {
    Rig rig;
    auto capture = rig.camera.open();
    REQUIRE(capture);
    rig.device.errors_to_send = 2;
    const auto frame = (*capture)->next_frame(kLimit);
    REQUIRE(frame);
    CHECK(frame->sequence == 43);
}

TEST_CASE("no device, one that cannot stream, or one without YUYV is a missing camera") {
    Rig rig;
    rig.device.can_stream = false;
    CHECK(code_of(rig.camera.probe()) == ErrorCode::camera_missing);
    rig.device.can_stream = true;
    rig.device.has_yuyv = false;
    CHECK(code_of(rig.camera.open()) == ErrorCode::camera_missing);
    rig.device.present = false;
    CHECK(code_of(rig.camera.probe()) == ErrorCode::camera_missing);
}

TEST_CASE("whichever call fails, the camera is missing and nothing stays open or mapped") {
    for (const unsigned long request :
         {VIDIOC_QUERYCAP, VIDIOC_S_FMT, VIDIOC_REQBUFS, VIDIOC_QUERYBUF, VIDIOC_QBUF, VIDIOC_STREAMON}) {
        Rig rig;
        rig.device.fails_at = static_cast<int>(request & 0xFFFFU);
        CHECK(code_of(rig.camera.open()) == ErrorCode::camera_missing);
    }
}

TEST_CASE("a camera that stays is opened once, one that comes back is asked again") {
    Rig rig;
    REQUIRE(rig.camera.probe());
    REQUIRE(rig.camera.probe());
    CHECK(rig.device.opened_ever == 1);
    rig.device.present = false;
    CHECK_FALSE(rig.camera.probe());
    rig.device.present = true;
    REQUIRE(rig.camera.probe());
    CHECK(rig.device.opened_ever == 2);
}

TEST_CASE("an interrupted call is repeated") {
    Rig rig;
    rig.device.interrupts = 3;
    CHECK(rig.camera.open());
}

TEST_CASE("the real calls report a device that is not there") {
    V4l2Camera camera("/nonexistent/video0", drivers::camera::kFacePicture);
    CHECK(code_of(camera.probe()) == ErrorCode::camera_missing);
}

TEST_CASE("a capture tells driver, card and socket, and another socket is another camera") {
    Rig rig;
    const auto capture = rig.camera.open();
    REQUIRE(capture);
    const auto first = (*capture)->identity();
    CHECK(first == "uvcvideo " + std::string(32, 'C') + " usb-0000:00:14.0-2");
    rig.device.bus = "usb-0000:00:14.0-3";
    const auto other = rig.camera.open();
    REQUIRE(other);
    CHECK((*other)->identity() != first);
}
