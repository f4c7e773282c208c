// SPDX-License-Identifier: Apache-2.0
#include "local_socket.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

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

}  // namespace uketsuke::sim
