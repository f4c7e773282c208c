// SPDX-License-Identifier: Apache-2.0
#include "frame.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>

namespace uketsuke::processes {
namespace {

constexpr std::size_t kHeader = 6;

/// False: nothing happened until then.
bool wait_for(int socket, short what, Until until) {
    using std::chrono::milliseconds;
    for (;;) {
        const auto left = std::chrono::ceil<milliseconds>(until - Until::clock::now()).count();
        if (left <= 0) return false;
        pollfd one{socket, what, 0};
        const int ready = ::poll(&one, 1, static_cast<int>(std::min<long long>(left, INT_MAX)));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return false;
    }
}

bool is_soon(int failed) { return failed == EAGAIN || failed == EWOULDBLOCK || failed == EINTR; }

bool send_all(int socket, base::ByteView bytes, Until until) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0)
            bytes = bytes.subspan(static_cast<std::size_t>(sent));
        else if (sent < 0 && !is_soon(errno))
            return false;
        else if (!wait_for(socket, POLLOUT, until))
            return false;
    }
    return true;
}

bool receive_all(int socket, std::span<std::uint8_t> into, Until until) {
    while (!into.empty()) {
        const auto got = ::recv(socket, into.data(), into.size(), MSG_DONTWAIT);
        if (got > 0)
            into = into.subspan(static_cast<std::size_t>(got));
        else if (got == 0 || !is_soon(errno))
            return false;
        else if (!wait_for(socket, POLLIN, until))
            return false;
    }
    return true;
}

}  // namespace

bool send_frame(int socket, std::uint8_t call, base::ByteView message, Until until) {
    std::array<std::uint8_t, kHeader> header{kFrameVersion, call};
    for (std::size_t i = 0; i < 4; ++i) header.at(2 + i) = static_cast<std::uint8_t>(message.size() >> (8 * i));
    return send_all(socket, header, until) && send_all(socket, message, until);
}

std::optional<Frame> receive_frame(int socket, const std::function<std::optional<std::size_t>(std::uint8_t)>& largest,
                                   Until until) {
    std::array<std::uint8_t, kHeader> header{};
    if (!receive_all(socket, header, until) || header[0] != kFrameVersion) return std::nullopt;
    std::size_t size = 0;
    for (std::size_t i = 4; i-- > 0;) size = size << 8 | header.at(2 + i);
    const auto most = largest(header[1]);
    if (!most || size > *most) return std::nullopt;
    Frame frame{header[1], base::Bytes(size)};
    if (!receive_all(socket, frame.message, until)) return std::nullopt;
    return frame;
}

}  // namespace uketsuke::processes
