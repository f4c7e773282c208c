// SPDX-License-Identifier: Apache-2.0
#include "line_server.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "local_socket.hpp"

namespace uketsuke::sim {
namespace {

constexpr std::size_t kLongestLine = 4096;

}  // namespace

base::Result<LineServer> LineServer::create(const std::string& socket) {
    if (socket.empty()) return LineServer({}, {});
    auto listener = listen_at(socket);
    if (!listener) return base::fail(base::ErrorCode::file_unreadable, fmt::format("no socket at {}", socket));
    return LineServer(std::move(listener), socket);
}

LineServer::~LineServer() {
    if (listener_) ::unlink(path_.c_str());
}

std::vector<pollfd> LineServer::watched() const {
    std::vector<pollfd> all;
    if (listener_) all.push_back({listener_.get(), POLLIN, 0});
    if (keyboard_) all.push_back({STDIN_FILENO, POLLIN, 0});
    for (const auto& [number, client] : clients_)
        if (client.line) all.push_back({number, POLLIN, 0});
    return all;
}

bool LineServer::turn(base::Duration limit, const Handle& handle) {
    auto all = watched();
    const int ready = ::poll(all.data(), all.size(), static_cast<int>(limit.count()));
    if (ready < 0) return false;  // a signal
    for (const auto& one : all) {
        if (one.revents == 0) continue;
        if (one.fd == listener_.get()) {
            base::Descriptor line(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
            const timeval patience{2, 0};  // one that does not read its answers holds no other
            if (line) (void)::setsockopt(line.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
            if (line) clients_[line.get()].line = std::move(line);
        } else if (!read_from(one.fd, handle)) {
            clients_.erase(one.fd);
            keyboard_ = keyboard_ && one.fd != STDIN_FILENO;
        }
    }
    return keyboard_ || listener_;
}

bool LineServer::read_from(int from, const Handle& handle) {
    std::array<char, 512> part{};
    const auto size = ::read(from, part.data(), part.size());
    if (size <= 0) return false;
    auto& typed = clients_[from].typed;
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
