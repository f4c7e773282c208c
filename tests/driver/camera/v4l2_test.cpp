// SPDX-License-Identifier: Apache-2.0
#include "fake_device.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using base::Duration;
using base::ErrorCode;
using drivers::camera::V4l2Camera;

TEST_CASE("a camera streams frames with the sensor's time and count, and dropping the capture stops it") {
    Rig rig;
    REQUIRE(rig.camera.probe());
    CHECK(rig.device.opened == 0);
    const auto capture = rig.open();
    CHECK(rig.device.streaming);
    CHECK(rig.device.mapped == 3);
    for (std::uint64_t i = 41; i < 51; ++i) {
        const auto frame = capture->next_frame(kLimit);
        REQUIRE(frame);
        CHECK(frame->sequence == i);
        CHECK(frame->taken.time_since_epoch() == Duration(i * 1000 + 500));
        CHECK(frame->image.consistent());
        CHECK(frame->image.width == 640);
        CHECK(frame->image.channels == 3);
    }
    CHECK(rig.device.queued.size() == 3);
}

TEST_CASE("the kernel's frame numbers are 32 bits, and ours go on when they wrap") {
    Rig rig;
    rig.device.sequence = 0xFFFF'FFFE;
    const auto capture = rig.open();
    for (std::uint64_t i = 0xFFFF'FFFE; i < 0x1'0000'0005; ++i) CHECK(capture->next_frame(kLimit)->sequence == i);
    rig.device.sequence += 1000;  // lost ones
    CHECK(capture->next_frame(kLimit)->sequence == 0x1'0000'0005 + 1000);
    rig.device.sequence -= 10;  // what falls is handed on as it is, for the check of the stream
    CHECK(capture->next_frame(kLimit)->sequence == 0x1'0000'0006 + 1000 - 10);
}

TEST_CASE("a camera that is unplugged while it streams is missing") {
    Rig rig;
    const auto capture = rig.open();
    REQUIRE(capture->next_frame(kLimit));
    rig.device.unplugged = true;
    CHECK(code_of(capture->next_frame(kLimit)) == ErrorCode::camera_missing);
}

TEST_CASE("a camera that sends no frame in time has stalled, and may come back") {
    Rig rig;
    const auto capture = rig.open();
    rig.device.silent = true;
    CHECK(code_of(capture->next_frame(Duration(20))) == ErrorCode::camera_stalled);
    rig.device.silent = false;
    CHECK(capture->next_frame(kLimit));
}

TEST_CASE("without time to wait a frame that lies there is taken, and where none does the stream goes on") {
    Rig rig(drivers::camera::kInfraredPicture);
    rig.device.modes = {{V4L2_PIX_FMT_GREY, 640, 360, {{1, 30}}}};
    const auto capture = rig.open();
    for (int i = 0; i < 3; ++i) {
        rig.device.silent = false;
        const auto frame = capture->next_frame(Duration(0));
        REQUIRE(frame);
        CHECK(frame->image.channels == 1);
        rig.device.silent = true;
        CHECK(code_of(capture->next_frame(Duration(0))) == ErrorCode::camera_stalled);
    }
    CHECK(rig.device.starts == 1);
}

TEST_CASE("no device, or one that cannot stream, is a missing camera") {
    Rig rig;
    rig.device.can_stream = false;
    CHECK(code_of(rig.camera.probe()) == ErrorCode::camera_missing);
    CHECK(code_of(rig.camera.open()) == ErrorCode::camera_missing);
    rig.device.present = false;
    CHECK(code_of(rig.camera.probe()) == ErrorCode::camera_missing);
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

TEST_CASE("the real calls report a device that is not there") {
    V4l2Camera camera("/nonexistent/video0", drivers::camera::kFacePicture);
    CHECK(code_of(camera.probe()) == ErrorCode::camera_missing);
}

TEST_CASE("a capture tells driver, card and socket, and another socket is another camera") {
    Rig rig;
    const auto first = rig.open()->identity();
    CHECK(first == "uvcvideo " + std::string(32, 'C') + " usb-0000:00:14.0-2");
    rig.device.bus = "usb-0000:00:14.0-3";
    CHECK(rig.open()->identity() != first);
}
