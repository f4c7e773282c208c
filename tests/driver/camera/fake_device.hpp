// SPDX-License-Identifier: Apache-2.0
// An invented camera in the kernel's place, which answers the calls of a V4L2 client.
#pragma once

#include <linux/videodev2.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "drivers/camera/v4l2_camera.hpp"

namespace uketsuke::test {

constexpr base::Duration kLimit{1000};

struct FakeMode {
    std::uint32_t format;
    unsigned width, height;
    std::vector<v4l2_fract> periods;
};

struct FakeDevice {
    bool present = true, unplugged = false, silent = false, streaming = false, can_stream = true;
    std::vector<FakeMode> modes{{V4L2_PIX_FMT_YUYV, 640, 480, {{1, 30}}}};
    bool tells_modes = true, tells_rates = true, tries_formats = true, takes_rate = true;
    bool tells_stride = true;  ///< else bytesperline is 0
    unsigned padding = 0;      ///< bytes behind each row
    const char* bus = "usb-0000:00:14.0-2";

    /// How many times each request is still to end in EIO; −1: always. By the request's number.
    std::map<unsigned, int> eio;
    /// As videobuf2 after a fatal error: DQBUF and QBUF end in EIO until the stream is stopped.
    bool fatal = false;
    int eio_opens = 0;  ///< times that opening is still to end in EIO
    int interrupts = 0;
    unsigned errors_to_send = 0;  ///< frames that are marked as broken

    std::uint32_t sequence = 41;
    int second = 41;  ///< of the next frame; goes on where the numbers begin anew
    /// What a frame's buffer holds: as many bytes as it returns. Without: grey of the frame's number.
    std::function<std::size_t(std::vector<std::uint8_t>& buffer, unsigned frame)> fill;

    // What became of it.
    FakeMode now{V4L2_PIX_FMT_YUYV, 160, 120, {}};
    v4l2_fract period{1, 5};  ///< where somebody left it
    int opened = 0, opened_ever = 0, mapped = 0, starts = 0;
    bool left_a_picture = false;  ///< a buffer was unmapped that was not wiped
    std::vector<std::vector<std::uint8_t>> memory;
    std::deque<unsigned> queued;

    [[nodiscard]] unsigned row() const;
    [[nodiscard]] unsigned stride() const { return row() + padding; }
    [[nodiscard]] std::size_t picture_bytes() const;
    [[nodiscard]] double rate() const { return static_cast<double>(period.denominator) / period.numerator; }
};

/// The camera's calls, answered by the FakeDevice of the Rig that lives. One at a time.
extern const drivers::camera::SystemCalls kFakeCalls;

/// A device and our driver on it. At its end nothing may be open, mapped, running or unwiped.
struct Rig {
    explicit Rig(const drivers::camera::Wanted& wanted = drivers::camera::kFacePicture);
    ~Rig();
    Rig(const Rig&) = delete;
    Rig& operator=(const Rig&) = delete;

    FakeDevice device;
    drivers::camera::V4l2Camera camera;
    /// Of a camera that must open.
    std::unique_ptr<ports::Capture> open();
};

template <class T>
base::ErrorCode code_of(const base::Result<T>& result) {
    REQUIRE_FALSE(result);
    CHECK_FALSE(result.error().detail.empty());
    return result.error().code;
}

/// The number of a request, as FakeDevice::eio has it.
constexpr unsigned number_of(unsigned long request) { return request & 0xFFFFU; }

}  // namespace uketsuke::test
