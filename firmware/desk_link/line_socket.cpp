// SPDX-License-Identifier: Apache-2.0
#include "line_socket.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "wire.hpp"

namespace uketsuke::desk_link {
namespace {

bool would_wait() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

}  // namespace

LineSocket::LineSocket(base::Descriptor socket) : socket_(std::move(socket)) {
    ::fcntl(socket_.get(), F_SETFL, ::fcntl(socket_.get(), F_GETFL) | O_NONBLOCK);
}

bool LineSocket::pump() { return receive() && send(); }

/// One block a turn: what came before is taken up before more is read.
bool LineSocket::receive() {
    if (unread_.size() > kLongestLine && unread_.find('\n') == base::WipedText::npos) return false;
    std::array<char, kLongestLine> block{};
    const auto got = ::recv(socket_.get(), block.data(), block.size(), 0);
    if (got > 0) unread_.append(block.data(), static_cast<std::size_t>(got));
    base::wipe(block.data(), block.size());
    if (got == 0) return false;
    return got > 0 || would_wait();
}

bool LineSocket::send() {
    while (!unsent_.empty()) {
        const auto sent = ::send(socket_.get(), unsent_.data(), unsent_.size(), MSG_NOSIGNAL);
        if (sent < 0) return would_wait();
        unsent_.erase(0, static_cast<std::size_t>(sent));
    }
    return true;
}

std::optional<base::WipedText> LineSocket::take_line() {
    const auto end = unread_.find('\n');
    if (end == base::WipedText::npos) return std::nullopt;
    auto line = unread_.substr(0, end);
    unread_.erase(0, end + 1);
    return line;
}

bool LineSocket::put(std::string_view line) {
    if (unsent_.size() + line.size() >= kMostUnsent) return false;
    unsent_.append(line);
    unsent_ += '\n';
    return true;
}

}  // namespace uketsuke::desk_link
