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
        .map =
            [](int device, std::size_t length, off_t offset) {
                return mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_SHARED, device, offset);
            },
        .unmap = munmap,
        .poll = [](pollfd* watched, int milliseconds) { return poll(watched, 1, milliseconds); },
        .close = close,
    };
    return calls;
}

namespace {

constexpr int kTries = 3;

/// A call that answers −1 and errno, until it succeeds or there is no use.
template <class Call>
int repeated(const Call& call) {
    for (int failed = 0;;) {
        const int done = call();
        if (done >= 0 || (errno != EINTR && (errno != EIO || ++failed == kTries))) return done;
    }
}

}  // namespace

Device Device::open(const SystemCalls& calls, const char* path) {
    return {calls, repeated([&] { return calls.open(path); })};
}

bool Device::once(unsigned long request, void* argument) const {
    int done = 0;
    do done = calls_.ioctl(handle_, request, argument);
    while (done < 0 && errno == EINTR);
    return done == 0;
}

bool Device::control(unsigned long request, void* argument) const {
    return repeated([&] { return calls_.ioctl(handle_, request, argument); }) == 0;
}

}  // namespace uketsuke::drivers::camera
