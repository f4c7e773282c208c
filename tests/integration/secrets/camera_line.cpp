// SPDX-License-Identifier: Apache-2.0
#include "camera_line.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>

#include "firmware/base/bytes.hpp"
#include "sim/line_server/local_socket.hpp"

namespace uketsuke::test {
namespace {

using base::ErrorCode;

/// Goes before the pixels; without a size there is no frame.
struct Head {
    std::int32_t width = 0, height = 0;
    std::uint64_t sequence = 0;
};

bool send_all(int to, const void* data, std::size_t size) {
    const auto* at = static_cast<const char*>(data);
    for (ssize_t sent = 0; size > 0; at += sent, size -= static_cast<std::size_t>(sent))
        if (sent = ::send(to, at, size, MSG_NOSIGNAL); sent <= 0) return false;
    return true;
}

bool receive_all(int from, void* data, std::size_t size) {
    auto* at = static_cast<char*>(data);
    for (ssize_t got = 0; size > 0; at += got, size -= static_cast<std::size_t>(got))
        if (got = ::recv(from, at, size, 0); got <= 0) return false;
    return true;
}

base::Descriptor call(const std::filesystem::path& socket) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket.native().copy(address.sun_path, sizeof address.sun_path - 1);
    base::Descriptor line(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (line && ::connect(line.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return line;
    return {};
}

class RemoteCapture : public ports::Capture {
public:
    RemoteCapture(base::Descriptor line, const ports::Clock& clock) : line_(std::move(line)), clock_(clock) {}

    base::Result<domain::Frame> next_frame(base::Duration) override {
        Head head;
        if (!send_all(line_.get(), "", 1) || !receive_all(line_.get(), &head, sizeof head) || head.width == 0)
            return base::fail(ErrorCode::camera_missing, "no frame came");
        const auto size = static_cast<std::size_t>(head.width) * static_cast<std::size_t>(head.height) * 3;
        taken_ = std::max(clock_.mono(), taken_ + base::Duration{1});  // the slow clock may stand still between two
        domain::Frame frame{{head.width, head.height, 3, base::Bytes(size)}, taken_, head.sequence};
        if (!receive_all(line_.get(), frame.image.pixels.data(), size))
            return base::fail(ErrorCode::camera_missing, "a frame broke off");
        return frame;
    }
    [[nodiscard]] std::string identity() const override { return "a simulated camera"; }

private:
    base::Descriptor line_;
    const ports::Clock& clock_;
    base::MonoTime taken_{};
};

}  // namespace

base::Result<void> RemoteCamera::probe() {
    if (std::filesystem::is_socket(socket_)) return {};
    return base::fail(ErrorCode::camera_missing, socket_.string());
}

base::Result<std::unique_ptr<ports::Capture>> RemoteCamera::open() {
    auto line = call(socket_);
    if (!line) return base::fail(ErrorCode::camera_missing, socket_.string());
    return std::unique_ptr<ports::Capture>(std::make_unique<RemoteCapture>(std::move(line), clock_));
}

SentCamera::SentCamera(const std::filesystem::path& socket, ports::Camera& camera,
                       std::function<void(const domain::Frame&)> sent)
    : listening_(sim::listen_at(socket.string())), camera_(camera), sent_(std::move(sent)), thread_([this] {
          while (const base::Descriptor caller{::accept4(listening_.get(), nullptr, nullptr, SOCK_CLOEXEC)})
              serve(caller.get());
      }) {}

SentCamera::~SentCamera() {
    ::shutdown(listening_.get(), SHUT_RDWR);
    thread_.join();
}

void SentCamera::serve(int caller) {
    auto capture = camera_.open();
    for (char asked = 0; receive_all(caller, &asked, 1);) {
        const auto frame = capture ? (*capture)->next_frame(base::Duration(1000)) : base::fail(capture.error());
        Head head;
        if (!frame) {
            send_all(caller, &head, sizeof head);
            return;
        }
        sent_(*frame);
        head = {frame->image.width, frame->image.height, frame->sequence};
        if (!send_all(caller, &head, sizeof head) ||
            !send_all(caller, frame->image.pixels.data(), frame->image.pixels.size()))
            return;
    }
}

}  // namespace uketsuke::test
