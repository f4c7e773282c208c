// SPDX-License-Identifier: Apache-2.0
#include "paced_device.hpp"

#include <SDL.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <stdexcept>
#include <thread>

namespace uketsuke::test {
namespace {

constexpr int kBuffer = 4096;  ///< bytes: the least that a pipe holds, and one of SDL's (512 frames)

int open_pipe(const std::filesystem::path& path) {
    if (::mkfifo(path.c_str(), 0600) != 0) throw std::runtime_error("no pipe");
    const int pipe = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (pipe < 0 || ::fcntl(pipe, F_SETFL, 0) != 0 || ::fcntl(pipe, F_SETPIPE_SZ, kBuffer) < 0)
        throw std::runtime_error("no pipe");
    return pipe;
}

}  // namespace

PacedDevice::PacedDevice() {
    const auto path = folder_.path / "device";
    pipe_ = open_pipe(path);
    SDL_setenv("SDL_AUDIODRIVER", "disk", 1);
    SDL_setenv("SDL_DISKAUDIODELAY", "0", 1);
    speaker_ =
        std::make_unique<drivers::sdl::SdlSpeaker>(drivers::sdl::SdlSpeaker::Names{path.string(), path.string()});
}

/// SDL ends its thread once that could write what it has.
PacedDevice::~PacedDevice() {
    std::atomic<bool> over = false;
    std::thread drain([&] {
        std::array<char, kBuffer> rest{};
        while (::read(pipe_, rest.data(), rest.size()) > 0 || !over) {
        }
    });
    speaker_.reset();
    over = true;
    drain.join();
    ::close(pipe_);
}

long PacedDevice::written() const {
    int waiting = 0;
    if (::ioctl(pipe_, FIONREAD, &waiting) != 0) throw std::runtime_error("the pipe broke");
    return static_cast<long>(heard_.size()) + waiting / static_cast<int>(2 * sizeof(float));
}

void PacedDevice::play(long frames) {
    std::vector<float> stereo(static_cast<std::size_t>(2 * frames));
    auto* bytes = reinterpret_cast<char*>(stereo.data());
    const auto size = stereo.size() * sizeof(float);
    for (std::size_t at = 0; at < size;) {
        const auto got = ::read(pipe_, bytes + at, size - at);
        if (got < 0) throw std::runtime_error("the pipe broke");
        if (got == 0) break;  // nothing was played yet: SDL has not opened it
        at += static_cast<std::size_t>(got);
    }
    for (std::size_t i = 0; i < stereo.size(); i += 2) heard_.push_back(stereo[i]);
}

}  // namespace uketsuke::test
