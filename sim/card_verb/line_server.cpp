// SPDX-License-Identifier: Apache-2.0
#include "line_server.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "sim/vpcd/local_socket.hpp"

namespace uketsuke::sim {
namespace {

constexpr std::size_t kLongestLine = 4096;

}  // namespace

base::Result<LineServer> LineServer::create(const std::string& socket) {
    if (socket.empty()) return LineServer(-1, {});
    const int listener = listen_at(socket);
    if (listener < 0) return base::fail(base::ErrorCode::file_unreadable, fmt::format("no socket at {}", socket));
    return LineServer(listener, socket);
}

LineServer::LineServer(LineServer&& other) noexcept
    : listener_(std::exchange(other.listener_, -1)),
      path_(std::exchange(other.path_, {})),
      keyboard_(other.keyboard_),
      clients_(std::move(other.clients_)) {}

LineServer::~LineServer() {
    for (const auto& [client, typed] : clients_)
        if (client != STDIN_FILENO) ::close(client);
    if (listener_ < 0) return;
    ::close(listener_);
    ::unlink(path_.c_str());
}

std::vector<pollfd> LineServer::watched() const {
    std::vector<pollfd> all;
    if (listener_ >= 0) all.push_back({listener_, POLLIN, 0});
    if (keyboard_) all.push_back({STDIN_FILENO, POLLIN, 0});
    for (const auto& [client, typed] : clients_)
        if (client != STDIN_FILENO) all.push_back({client, POLLIN, 0});
    return all;
}

bool LineServer::turn(base::Duration limit, const Handle& handle) {
    auto all = watched();
    const int ready = ::poll(all.data(), all.size(), static_cast<int>(limit.count()));
    if (ready < 0) return false;  // a signal
    for (const auto& one : all) {
        if (one.revents == 0) continue;
        if (one.fd == listener_) {
            if (const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC); client >= 0) clients_[client];
        } else if (!read_from(one.fd, handle)) {
            clients_.erase(one.fd);
            if (one.fd == STDIN_FILENO)
                keyboard_ = false;
            else
                ::close(one.fd);
        }
    }
    return keyboard_ || listener_ >= 0;
}

bool LineServer::read_from(int from, const Handle& handle) {
    std::array<char, 512> part{};
    const auto size = ::read(from, part.data(), part.size());
    if (size <= 0) return false;
    auto& typed = clients_[from];
    typed.append(part.data(), static_cast<std::size_t>(size));
    for (auto end = typed.find('\n'); end != typed.npos; end = typed.find('\n')) {
        const auto line = typed.substr(0, end);
        typed.erase(0, end + 1);
        if (!line.empty()) answer(from, handle(line));
    }
    return typed.size() < kLongestLine;
}

void LineServer::answer(int from, const std::string& text) const {
    if (from == STDIN_FILENO)
        fmt::print("{}\n", text);
    else
        static_cast<void>(::send(from, (text + "\n").data(), text.size() + 1, MSG_NOSIGNAL));
}

}  // namespace uketsuke::sim
