// SPDX-License-Identifier: Apache-2.0
#include "wire.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "firmware/base/descriptor.hpp"

namespace uketsuke::drivers::escpos {
namespace {

using base::ErrorCode;
using Clock = std::chrono::steady_clock;

base::Unexpected<base::Error> failed(std::string_view what) {
    return base::fail(ErrorCode::slip_failed, fmt::format("{}: {}", what, std::strerror(errno)));
}

/// Whether it is ready for that before the time has come.
bool wait_for(int file, short events, Clock::time_point until) {
    pollfd one{file, events, 0};
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
        if (left < 0) return false;
        const int ready = ::poll(&one, 1, static_cast<int>(left));
        if (ready > 0) return (one.revents & events) != 0;
        if (ready == 0 || errno != EINTR) return false;
    }
}

class DeviceWire : public Wire {
public:
    /// `baud`: of a serial line; 0: it is none.
    DeviceWire(base::Descriptor file, int baud) : file_(std::move(file)), baud_(baud) {}
    base::Result<void> send(base::ByteView bytes, base::Duration limit) override {
        const auto until = Clock::now() + limit;
        while (!bytes.empty()) {
            if (!wait_for(file_.get(), POLLOUT, until))
                return base::fail(ErrorCode::slip_failed, "the printer takes no more");
            const auto sent = ::write(file_.get(), bytes.data(), bytes.size());
            if (sent < 0 && errno != EAGAIN && errno != EINTR) return failed("write");
            if (sent > 0) bytes = bytes.subspan(static_cast<std::size_t>(sent));
        }
        return {};
    }
    std::optional<std::uint8_t> receive(base::Duration limit) override {
        const auto until = Clock::now() + limit;
        std::uint8_t byte = 0;
        while (wait_for(file_.get(), POLLIN, until)) {
            const auto got = ::read(file_.get(), &byte, 1);
            if (got == 1) return byte;
            if (got < 0 && errno != EAGAIN && errno != EINTR) return std::nullopt;
            // usblp says that it can be read when there is nothing: look again a little later.
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return std::nullopt;
    }
    void drop_received() override {
        std::array<std::uint8_t, 64> dropped{};
        while (::read(file_.get(), dropped.data(), dropped.size()) > 0) continue;
    }
    [[nodiscard]] base::Duration time_of(std::size_t bytes) const override {
        constexpr std::int64_t kBits = 10;  // 8N1
        return base::Duration(baud_ == 0 ? 0 : static_cast<std::int64_t>(bytes) * kBits * 1000 / baud_);
    }

private:
    const base::Descriptor file_;
    const int baud_;
};

std::optional<speed_t> speed_of(int baud) {
    switch (baud) {
        case 9600: return B9600;
        case 19200: return B19200;
        case 38400: return B38400;
        case 57600: return B57600;
        case 115200: return B115200;
        default: return std::nullopt;
    }
}

base::Result<void> set_up_line(int file, int baud) {
    termios line{};
    if (::tcgetattr(file, &line) != 0) return failed("tcgetattr");
    const auto speed = speed_of(baud);
    if (!speed) return base::fail(ErrorCode::slip_failed, fmt::format("no speed of a serial line: {}", baud));
    ::cfmakeraw(&line);
    line.c_cflag |= CLOCAL | CREAD;
    ::cfsetspeed(&line, *speed);
    return ::tcsetattr(file, TCSANOW, &line) == 0 ? base::Result<void>{} : failed("tcsetattr");
}

}  // namespace

base::Result<std::unique_ptr<Wire>> open_device(const std::filesystem::path& device, int baud) {
    base::Descriptor file(::open(device.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (!file) return failed(device.string());
    const bool serial = ::isatty(file.get()) == 1;
    if (serial)
        if (auto set = set_up_line(file.get(), baud); !set) return base::fail(set.error());
    return std::make_unique<DeviceWire>(std::move(file), serial ? baud : 0);
}

}  // namespace uketsuke::drivers::escpos
