// SPDX-License-Identifier: Apache-2.0
// A V4L2 device that streams into mapped buffers.
#pragma once

#include <linux/videodev2.h>

#include <string>
#include <vector>

#include "device.hpp"
#include "firmware/ports/camera.hpp"
#include "frame_numbers.hpp"
#include "modes.hpp"
#include "picture.hpp"

namespace uketsuke::drivers::camera {

/// A driver's buffer in our memory: a picture of somebody. Wipes and unmaps it.
class MappedBuffer {
public:
    MappedBuffer(const SystemCalls& calls, void* memory, std::size_t length)
        : calls_(calls), memory_(memory), length_(length) {}
    ~MappedBuffer();
    MappedBuffer(MappedBuffer&& other) noexcept
        : calls_(other.calls_), memory_(std::exchange(other.memory_, nullptr)), length_(other.length_) {}
    MappedBuffer& operator=(MappedBuffer&&) = delete;
    [[nodiscard]] base::ByteView bytes(std::size_t used) const;

private:
    const SystemCalls& calls_;
    void* memory_;
    std::size_t length_;
};

/// Dropping it stops the stream, wipes and unmaps the buffers and closes the device. Belongs to one thread.
class Stream : public ports::Capture {
public:
    /// So many broken frames or failed transfers in a row are borne: cameras begin with some.
    static constexpr int kMostFaults = 30;

    /// Sets the best mode near the wanted size and the best rate, maps the buffers and starts. `identity` is handed out
    /// as it is. Errors: camera_missing, saying which call failed or what the camera has instead.
    static base::Result<std::unique_ptr<ports::Capture>> start(Device device, const Wanted& wanted,
                                                               std::string identity);
    ~Stream() override;

    /// Of the wanted size, whatever the camera sends. Frames that are broken are passed over, and a stream that the
    /// driver gave up (EIO) is started again. Errors: camera_stalled (nothing good within the limit, or only faults),
    /// camera_missing (the device is gone).
    base::Result<domain::Frame> next_frame(base::Duration limit) override;
    [[nodiscard]] std::string identity() const override { return identity_; }

private:
    Stream(Device device, const Wanted& wanted, std::string identity)
        : device_(std::move(device)), wanted_(wanted), identity_(std::move(identity)) {}
    base::Result<void> negotiate();
    bool set(const Mode& mode);
    void ask_rate(const Mode& mode);
    base::Result<void> map_buffers();
    base::Result<void> map_buffer(unsigned index);
    base::Result<void> run();
    base::Result<void> run_again();
    void stop();
    base::Result<std::optional<v4l2_buffer>> take(std::chrono::steady_clock::time_point deadline);
    base::Result<std::optional<domain::Frame>> picture_in(v4l2_buffer& buffer);

    Device device_;
    const Wanted wanted_;
    const std::string identity_;
    v4l2_pix_format format_{};
    std::optional<PictureMaker> maker_;
    std::vector<MappedBuffer> buffers_;
    FrameNumbers numbers_;
    bool running_ = false;
};

}  // namespace uketsuke::drivers::camera
