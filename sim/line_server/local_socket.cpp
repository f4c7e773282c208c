// SPDX-License-Identifier: Apache-2.0
#include "local_socket.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>

namespace uketsuke::sim {
namespace {

/// Nothing but an old socket is put out of the way.
bool free_path(const std::string& path) {
    struct stat there {};
    return ::lstat(path.c_str(), &there) != 0 || (S_ISSOCK(there.st_mode) && ::unlink(path.c_str()) == 0);
}

}  // namespace

base::Descriptor listen_at(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path || !free_path(path)) return {};
    path.copy(address.sun_path, path.size());
    base::Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (listener && ::bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        ::listen(listener.get(), 16) == 0)
        return listener;
    return {};
}

Listening listen_on_loopback(const std::string& where) {
    std::uint16_t port = 0;
    const auto* last = where.data() + where.size();
    const auto [end, error] = std::from_chars(where.data() + kLoopback.size(), last, port);
    if (error != std::errc{} || end != last) return {};
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    auto* const raw = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    base::Descriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int again = 1;
    if (!listener || ::setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &again, sizeof again) != 0 ||
        ::bind(listener.get(), raw, size) != 0 || ::listen(listener.get(), 16) != 0 ||
        ::getsockname(listener.get(), raw, &size) != 0)
        return {};
    return {std::move(listener), std::string(kLoopback) + std::to_string(ntohs(address.sin_port))};
}

}  // namespace uketsuke::sim
