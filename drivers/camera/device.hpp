// SPDX-License-Identifier: Apache-2.0
// The system calls that a V4L2 camera needs, behind a struct, so that tests answer in the kernel's place.
#pragma once

#include <poll.h>
#include <sys/types.h>

#include <cstddef>

namespace uketsuke::drivers::camera {

/// Like the calls of the same names: −1 and errno on failure. EINTR is repeated by the caller.
struct SystemCalls {
    int (*access)(const char* path);  ///< 0 when the device file may be read and written
    int (*open)(const char* path);    ///< read and write, non-blocking, close-on-exec
    int (*ioctl)(int device, unsigned long request, void* argument);
    void* (*map)(int device, std::size_t length, off_t offset);  ///< shared, to read and to wipe; MAP_FAILED
    int (*unmap)(void* memory, std::size_t length);
    int (*poll)(pollfd* watched, int milliseconds);
    int (*close)(int device);
};

/// The kernel's.
const SystemCalls& system_calls();

/// An open device. Closes it.
class Device {
public:
    /// Not open, with errno, when the kernel refuses. EIO and EINTR are repeated, as in control().
    static Device open(const SystemCalls& calls, const char* path);
    ~Device() {
        if (handle_ >= 0) calls_.close(handle_);
    }
    Device(Device&& other) noexcept : calls_(other.calls_), handle_(other.handle_) { other.handle_ = -1; }
    Device& operator=(Device&&) = delete;

    [[nodiscard]] bool is_open() const { return handle_ >= 0; }
    /// A setting or a question, which may be repeated: EIO is, twice, since a USB transfer fails now and then. False
    /// with errno.
    bool control(unsigned long request, void* argument) const;
    /// What changes who owns a buffer is not repeated. False with errno.
    bool once(unsigned long request, void* argument) const;
    [[nodiscard]] const SystemCalls& calls() const { return calls_; }
    [[nodiscard]] int handle() const { return handle_; }

private:
    Device(const SystemCalls& calls, int handle) : calls_(calls), handle_(handle) {}

    const SystemCalls& calls_;
    int handle_;
};

}  // namespace uketsuke::drivers::camera
