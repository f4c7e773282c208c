// SPDX-License-Identifier: Apache-2.0
// Transfers that fail and frames that are broken: one is not the end, and all are not for ever.
#include "fake_device.hpp"
#include "firmware/app/checked_camera.hpp"
#include "jpegs.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using base::Duration;
using base::ErrorCode;

namespace {

/// Later than all that the fake camera dates.
struct LateClock : ports::Clock {
    [[nodiscard]] base::MonoTime mono() const override { return base::MonoTime(std::chrono::hours(1)); }
    [[nodiscard]] base::WallTime wall() const override { return {}; }
};

}  // namespace

TEST_CASE("one EIO, at whichever call, is not the end") {
    for (const unsigned long request :
         {VIDIOC_QUERYCAP, VIDIOC_ENUM_FMT, VIDIOC_ENUM_FRAMESIZES, VIDIOC_ENUM_FRAMEINTERVALS, VIDIOC_S_FMT,
          VIDIOC_S_PARM, VIDIOC_REQBUFS, VIDIOC_QUERYBUF, VIDIOC_QBUF, VIDIOC_STREAMON, VIDIOC_DQBUF}) {
        INFO("request " << request % 256);
        Rig rig;
        rig.device.eio[number_of(request)] = 1;
        CHECK(rig.camera.probe());
        const auto capture = rig.open();
        CHECK(rig.device.rate() == 30);
        for (int i = 0; i < 5; ++i) CHECK(capture->next_frame(kLimit));
        CHECK(rig.device.eio[number_of(request)] == 0);
    }
}

TEST_CASE("one EIO when the device is opened is not the end, and EIO for ever is a missing camera") {
    Rig rig;
    rig.device.eio_opens = 1;
    CHECK(rig.camera.probe());
    rig.device.eio_opens = 1;
    CHECK(rig.open()->next_frame(kLimit));
    rig.device.eio_opens = 1000;
    CHECK(code_of(rig.camera.open()) == ErrorCode::camera_missing);
    CHECK(rig.device.eio_opens > 990);
}

TEST_CASE(
    "a stream that the driver gave up is started again, whether it tells so when a frame is taken or given back") {
    for (const auto request : {VIDIOC_DQBUF, VIDIOC_QBUF}) {
        Rig rig;
        const auto capture = rig.open();
        std::uint64_t before = 0;
        for (int i = 0; i < 20; ++i) {
            if (i % 4 == 3 && request == VIDIOC_DQBUF) rig.device.fatal = true;
            if (i % 4 == 3 && request == VIDIOC_QBUF) rig.device.eio[number_of(request)] = 1;
            const auto frame = capture->next_frame(kLimit);
            REQUIRE(frame);
            CHECK(frame->sequence > before);  // the driver counts from 0 again
            before = frame->sequence;
        }
        CHECK(rig.device.starts == 1 + 5);
        CHECK(rig.device.queued.size() == 3);
    }
}

TEST_CASE("the check of the stream sees nothing wrong in one that was started again") {
    Rig rig;
    const LateClock clock;
    app::CheckedCamera camera(rig.camera, clock);
    const auto capture = camera.open();
    REQUIRE(capture);
    for (int i = 0; i < 9; ++i) {
        rig.device.fatal = i == 4;
        CHECK((*capture)->next_frame(kLimit));
    }
    CHECK(rig.device.starts == 2);
}

TEST_CASE("a camera that only fails stalls, after a bounded number of starts and in bounded time") {
    Rig rig;
    const auto capture = rig.open();
    rig.device.eio[number_of(VIDIOC_DQBUF)] = -1;
    CHECK(code_of(capture->next_frame(kLimit)) == ErrorCode::camera_stalled);
    CHECK(rig.device.starts <= 2 + drivers::camera::Stream::kMostFaults);
    rig.device.eio.clear();
    CHECK(capture->next_frame(kLimit));
}

TEST_CASE("whichever call of the start always fails, the camera is missing and nothing stays open or mapped") {
    for (const unsigned long request :
         {VIDIOC_QUERYCAP, VIDIOC_S_FMT, VIDIOC_REQBUFS, VIDIOC_QUERYBUF, VIDIOC_QBUF, VIDIOC_STREAMON}) {
        Rig rig;
        rig.device.eio[number_of(request)] = -1;
        CHECK(code_of(rig.camera.open()) == ErrorCode::camera_missing);
    }
}

TEST_CASE("an interrupted call is repeated") {
    Rig rig;
    rig.device.interrupts = 3;
    CHECK(rig.camera.open());
}

TEST_CASE("frames that the driver marks as broken are passed over, and only such ones are a camera that stalls") {
    Rig rig;
    const auto capture = rig.open();
    rig.device.errors_to_send = 2;
    const auto frame = capture->next_frame(kLimit);
    REQUIRE(frame);
    CHECK(frame->sequence == 43);
    rig.device.errors_to_send = 1'000'000;
    CHECK(code_of(capture->next_frame(kLimit)) == ErrorCode::camera_stalled);
    CHECK(rig.device.errors_to_send > 999'000);
}

TEST_CASE("frames that came short are passed over, in every format") {
    for (const auto format : {V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_UYVY, V4L2_PIX_FMT_NV12, V4L2_PIX_FMT_GREY}) {
        Rig rig;
        rig.device.modes = {{format, 640, 480, {}}};
        rig.device.fill = [](std::vector<std::uint8_t>& buffer, unsigned frame) {
            return buffer.size() - (frame < 43 ? 1 : 0);
        };
        CHECK(rig.open()->next_frame(kLimit)->sequence == 43);
    }
}

TEST_CASE("a frame that came without the padding of its last row is whole") {
    Rig rig;
    rig.device.padding = 64;
    rig.device.fill = [](std::vector<std::uint8_t>& buffer, unsigned) { return buffer.size() - 64; };
    CHECK(rig.open()->next_frame(kLimit)->sequence == 41);
}

TEST_CASE("a broken MJPG frame is passed over, and only broken ones are a camera that stalls") {
    Rig rig;
    rig.device.modes = {{V4L2_PIX_FMT_MJPEG, 640, 480, {{1, 30}}}};
    const auto good = jpeg_of(noise(640, 480, 1));
    bool only_broken = false;
    rig.device.fill = [&](std::vector<std::uint8_t>& buffer, unsigned frame) -> std::size_t {
        auto sent = good;
        if (only_broken || frame == 42) sent.resize(sent.size() / 2);
        if (frame == 43) sent[sent.size() / 2] = 0xFF, sent[sent.size() / 2 + 1] = 0xD9;  // an end in its middle
        if (frame == 44) sent.clear();
        std::copy(sent.begin(), sent.end(), buffer.begin());
        return sent.size();
    };
    const auto capture = rig.open();
    CHECK(capture->next_frame(kLimit)->sequence == 41);
    CHECK(capture->next_frame(kLimit)->sequence == 45);
    only_broken = true;
    CHECK(code_of(capture->next_frame(kLimit)) == ErrorCode::camera_stalled);
    only_broken = false;
    CHECK(capture->next_frame(kLimit));
}
