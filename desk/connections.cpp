// SPDX-License-Identifier: Apache-2.0
#include "connections.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>

namespace uketsuke::desk {
namespace {

/// The other side's address as bytes, without its port.
std::string peer_of(int socket) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    if (::getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &size) != 0) return {};
    const auto bytes = [](const auto& address) {
        return std::string(reinterpret_cast<const char*>(&address), sizeof address);
    };
    if (peer.ss_family == AF_INET) return bytes(reinterpret_cast<const sockaddr_in&>(peer).sin_addr);
    if (peer.ss_family == AF_INET6) return bytes(reinterpret_cast<const sockaddr_in6&>(peer).sin6_addr);
    return {};
}

}  // namespace

bool Connections::begin(int socket) {
    const auto address = peer_of(socket);
    const std::scoped_lock lock(mutex_);
    const auto same = std::count_if(open_.begin(), open_.end(),
                                    [&](const auto& one) { return !one.second.kept && one.second.address == address; });
    if (same >= kMostOfOneAddress) return false;
    open_[socket] = {address, clock_.mono()};
    return true;
}

void Connections::keep(int socket) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = open_.find(socket); found != open_.end()) found->second.kept = true;
}

void Connections::end(int socket) {
    const std::scoped_lock lock(mutex_);
    open_.erase(socket);
}

void Connections::look() {
    const std::scoped_lock lock(mutex_);
    for (const auto& [socket, one] : open_)
        if (!one.kept && clock_.mono() - one.since >= kLongest) ::shutdown(socket, SHUT_RDWR);
}

}  // namespace uketsuke::desk
