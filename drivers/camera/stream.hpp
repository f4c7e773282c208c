// SPDX-License-Identifier: Apache-2.0
// A V4L2 device that streams into mapped buffers.
#pragma once

#include <linux/videodev2.h>

#include <string>
#include <vector>

#include "device.hpp"
#include "firmware/ports/camera.hpp"

namespace uketsuke::drivers::camera {

/// Pixels; the width is even.
struct PictureSize {
    unsigned width, height;
};

/// Dropping it stops the stream, unmaps the buffers and closes the device. Belongs to one thread.
class Stream : public ports::Capture {
public:
    /// Sets YUYV of this size, maps the buffers and starts. `identity` is handed out as it is. Errors: camera_missing,
    /// saying which call failed.
    static base::Result<std::unique_ptr<ports::Capture>> start(Device device, PictureSize size, std::string identity);
    ~Stream() override;

    base::Result<domain::Frame> next_frame(base::Duration limit) override;
    [[nodiscard]] std::string identity() const override { return identity_; }

private:
    Stream(Device device, PictureSize size, std::string identity)
        : device_(std::move(device)), size_(size), identity_(std::move(identity)) {}
    struct Mapped {
        void* memory;
        std::size_t length;
    };
    base::Result<void> negotiate();
    base::Result<void> map_buffers();
    base::Result<void> map_buffer(unsigned index);
    base::Result<void> run();
    base::Result<v4l2_buffer> take(std::chrono::steady_clock::time_point deadline);
    bool give_back(v4l2_buffer& buffer);

    Device device_;
    const PictureSize size_;
    const std::string identity_;
    v4l2_pix_format format_{};
    std::vector<Mapped> buffers_;
    bool running_ = false;
};

}  // namespace uketsuke::drivers::camera
