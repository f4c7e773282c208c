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

int Connections::count(const std::string& address) const {
    return static_cast<int>(std::count_if(open_.begin(), open_.end(), [&](const auto& one) {
        return !one.second.kept && !one.second.cut && one.second.address == address;
    }));
}

bool Connections::stranger(const Open& one) const { return !one.kept && !one.cut && !known_.contains(one.address); }

/// A flood of one machine mostly pays itself.
void Connections::make_place() {
    auto worst = open_.end();
    int most = 0, strangers = 0;
    for (auto one = open_.begin(); one != open_.end(); ++one) {
        if (!stranger(one->second)) continue;
        ++strangers;
        const int greed = count(one->second.address);
        if (greed < most || (greed == most && one->second.since >= worst->second.since)) continue;
        worst = one;
        most = greed;
    }
    if (strangers < kMostOfStrangers) return;
    worst->second.cut = true;
    ::shutdown(worst->first, SHUT_RDWR);
}

bool Connections::begin(int socket) {
    const auto address = peer_of(socket);
    const std::scoped_lock lock(mutex_);
    if (count(address) >= kMostOfOneAddress) return false;
    if (!known_.contains(address)) make_place();
    open_[socket] = {address, clock_.mono()};
    return true;
}

void Connections::know(int socket) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = open_.find(socket); found != open_.end()) known_[found->second.address] = clock_.mono();
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
    const auto now = clock_.mono();
    std::erase_if(known_, [&](const auto& one) { return now - one.second >= kKnown; });
    for (auto& [socket, one] : open_)
        if (!one.kept && now - one.since >= (stranger(one) ? kStrangers : kLongest)) ::shutdown(socket, SHUT_RDWR);
}

}  // namespace uketsuke::desk
