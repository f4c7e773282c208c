// SPDX-License-Identifier: Apache-2.0
#include "unix_socket.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <optional>

namespace uketsuke::base {
namespace {

Unexpected<Error> refuse(const std::filesystem::path& file, std::string_view why) {
    return fail(ErrorCode::file_unreadable, fmt::format("{}: {}", file.string(), why));
}

std::optional<sockaddr_un> address_of(const std::string& name) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (name.size() >= sizeof address.sun_path) return std::nullopt;
    std::memcpy(address.sun_path, name.c_str(), name.size());
    return address;
}

const sockaddr* plain(const sockaddr_un& address) { return reinterpret_cast<const sockaddr*>(&address); }

Descriptor new_socket() { return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)); }

Result<Descriptor> lock_beside(const std::filesystem::path& socket) {
    auto name = socket;
    name += ".lock";
    Descriptor lock(::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!lock) return refuse(name, std::strerror(errno));
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) return refuse(socket, "another process listens there");
    return lock;
}

}  // namespace

Descriptor reach_socket(const std::filesystem::path& file) {
    const auto address = address_of(file.string());
    if (!address) return {};
    auto socket = new_socket();
    if (!socket || ::connect(socket.get(), plain(*address), sizeof *address) != 0) return {};
    return socket;
}

Result<Listener> listen_at(const std::filesystem::path& file) {
    const auto name = file.string();
    const auto address = address_of(name);
    if (!address) return refuse(file, "is too long for a socket");
    auto lock = lock_beside(file);
    if (!lock) return fail(lock.error());
    struct stat there {};
    if (::lstat(name.c_str(), &there) == 0 && S_ISSOCK(there.st_mode)) ::unlink(name.c_str());
    auto socket = new_socket();
    if (!socket || ::bind(socket.get(), plain(*address), sizeof *address) != 0 || ::chmod(name.c_str(), 0660) != 0 ||
        ::listen(socket.get(), 16) != 0)
        return refuse(file, std::strerror(errno));
    return Listener{std::move(socket), std::move(*lock)};
}

}  // namespace uketsuke::base
