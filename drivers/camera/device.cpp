// SPDX-License-Identifier: Apache-2.0
#include "device.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>

namespace uketsuke::drivers::camera {

const SystemCalls& system_calls() {
    static const SystemCalls calls{
        .access = [](const char* path) { return access(path, R_OK | W_OK); },
        .open = [](const char* path) { return open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC); },
        .ioctl = [](int device, unsigned long request, void* argument) { return ioctl(device, request, argument); },
        .map = [](int device, std::size_t length,
                  off_t offset) { return mmap(nullptr, length, PROT_READ, MAP_SHARED, device, offset); },
        .unmap = munmap,
        .poll = [](pollfd* watched, int milliseconds) { return poll(watched, 1, milliseconds); },
        .close = close,
    };
    return calls;
}

bool Device::control(unsigned long request, void* argument) const {
    int done = 0;
    do done = calls_.ioctl(handle_, request, argument);
    while (done < 0 && errno == EINTR);
    return done == 0;
}

}  // namespace uketsuke::drivers::camera
