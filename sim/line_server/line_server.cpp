// SPDX-License-Identifier: Apache-2.0
#include "line_server.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "local_socket.hpp"

namespace uketsuke::sim {
namespace {

constexpr std::size_t kLongestLine = 16384;

/// False: it does not take all of it in its time. Then nothing more is said to it: what follows half a line would be read
/// as the rest of it.
bool send_whole(int to, std::string_view text) {
    while (!text.empty()) {
        const auto sent = ::send(to, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            ::shutdown(to, SHUT_RDWR);
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace

base::Result<LineServer> LineServer::create(const std::string& socket) {
    if (socket.empty()) return LineServer({}, {});
    auto listening = socket.starts_with(kLoopback) ? listen_on_loopback(socket) : Listening{listen_at(socket), socket};
    if (!listening.socket) return base::fail(base::ErrorCode::file_unreadable, fmt::format("no socket at {}", socket));
    return LineServer(std::move(listening.socket), std::move(listening.where));
}

LineServer::~LineServer() {
    if (listener_ && !where_.starts_with(kLoopback)) ::unlink(where_.c_str());
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
            take_up();
        } else if (!read_from(one.fd, handle)) {
            clients_.erase(one.fd);
            keyboard_ = keyboard_ && one.fd != STDIN_FILENO;
        }
    }
    return keyboard_ || listener_;
}

void LineServer::take_up() {
    base::Descriptor line(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!line) return;
    const timeval patience{2, 0};  // one that does not read its answers holds no other
    (void)::setsockopt(line.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    auto& client = clients_[line.get()];
    client.line = std::move(line);
    client.who = ++last_;
}

bool LineServer::read_from(int from, const Handle& handle) {
    std::array<char, 512> part{};
    const auto size = ::read(from, part.data(), part.size());
    if (size <= 0) return false;
    auto& client = clients_[from];
    client.typed.append(part.data(), static_cast<std::size_t>(size));
    for (auto end = client.typed.find('\n'); end != std::string::npos; end = client.typed.find('\n')) {
        const auto line = client.typed.substr(0, end);
        client.typed.erase(0, end + 1);
        const auto answer = handle(line, client.who);
        if (!answer || !tell(client.who, *answer)) return false;
    }
    return client.typed.size() < kLongestLine;
}

bool LineServer::tell(Who who, const std::string& text) const {
    if (who == kKeyboard) {
        fmt::print("{}\n", text);
        std::fflush(stdout);
        return true;
    }
    const auto is_it = [&](const auto& client) { return client.second.who == who; };
    const auto client = std::find_if(clients_.begin(), clients_.end(), is_it);
    return client != clients_.end() && send_whole(client->first, text + "\n");
}

}  // namespace uketsuke::sim
