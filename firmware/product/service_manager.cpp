// SPDX-License-Identifier: Apache-2.0
#include "service_manager.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include "firmware/base/descriptor.hpp"
#include "firmware/base/log.hpp"

namespace uketsuke::product {
namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string{} : std::string(value);
}

constexpr std::array kFreedByStart{app::LaneName::card,    app::LaneName::face,   app::LaneName::net,
                                   app::LaneName::journal, app::LaneName::camera, app::LaneName::errands};

}  // namespace

bool a_lane_hangs(const std::array<std::optional<base::Duration>, app::kLaneCount>& ages) {
    return std::any_of(kFreedByStart.begin(), kFreedByStart.end(),
                       [&](app::LaneName lane) { return ages.at(static_cast<std::size_t>(lane)) > kHangs; });
}

ServiceManager::ServiceManager() : socket_(variable("NOTIFY_SOCKET")), watched_(!variable("WATCHDOG_USEC").empty()) {
    if (socket_.size() >= sizeof(sockaddr_un{}.sun_path)) socket_.clear();
}

void ServiceManager::ready() { tell("READY=1"); }
void ServiceManager::stopping() { tell("STOPPING=1"); }
void ServiceManager::still_works() { tell("WATCHDOG=1"); }

void ServiceManager::tell(std::string_view state) {
    if (socket_.empty()) return;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socket_.data(), socket_.size());
    if (address.sun_path[0] == '@') address.sun_path[0] = '\0';  // one without a file
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
    const base::Descriptor socket{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
    const auto sent = ::sendto(socket.get(), state.data(), state.size(), MSG_NOSIGNAL,
                               reinterpret_cast<const sockaddr*>(&address), length);
    if (sent < 0) base::warn("kiosk", "the service manager does not listen");
}

}  // namespace uketsuke::product
