// SPDX-License-Identifier: Apache-2.0
#include "kiosks.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "firmware/base/log.hpp"

namespace uketsuke::desk {
namespace {

constexpr int kTurnMs = 1000;

base::Unexpected<base::Error> refuse(const std::filesystem::path& file, std::string_view why) {
    return base::fail(base::ErrorCode::file_unreadable, fmt::format("{}: {}", file.string(), why));
}

/// A socket that a crash left there is taken away, but never that of a desk that runs: it holds the lock beside it.
base::Result<base::Descriptor> lock_beside(const std::filesystem::path& socket) {
    auto name = socket;
    name += ".lock";
    base::Descriptor lock(::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!lock) return refuse(name, std::strerror(errno));
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) return refuse(socket, "another desk listens there");
    return lock;
}

base::Result<base::Descriptor> listen_at(const std::filesystem::path& file) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto name = file.string();
    if (name.size() >= sizeof address.sun_path) return refuse(file, "is too long for a socket");
    std::memcpy(address.sun_path, name.c_str(), name.size());
    struct stat there {};
    if (::lstat(name.c_str(), &there) == 0 && S_ISSOCK(there.st_mode)) ::unlink(name.c_str());
    base::Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket || ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::chmod(name.c_str(), 0660) != 0 || ::listen(socket.get(), 16) != 0)
        return refuse(file, std::strerror(errno));
    return socket;
}

/// As the settings of a kiosk have it (results.kiosk): it stands in the journal.
bool is_name(std::string_view text) {
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    return !text.empty() && text.size() <= 32 && text.find_first_not_of(kLetters) == std::string_view::npos;
}

}  // namespace

base::Result<std::unique_ptr<Kiosks>> Kiosks::listen(const std::filesystem::path& socket, Hearer& hearer) {
    auto lock = lock_beside(socket);
    if (!lock) return base::fail(lock.error());
    auto listener = listen_at(socket);
    if (!listener) return base::fail(listener.error());
    base::Descriptor wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
    if (!wake) return refuse(socket, std::strerror(errno));
    return std::unique_ptr<Kiosks>(new Kiosks(std::move(*listener), std::move(*lock), std::move(wake), socket, hearer));
}

Kiosks::Kiosks(base::Descriptor listener, base::Descriptor lock, base::Descriptor wake, std::filesystem::path socket,
               Hearer& hearer)
    : listener_(std::move(listener)),
      lock_(std::move(lock)),
      wake_(std::move(wake)),
      socket_(std::move(socket)),
      hearer_(hearer),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Kiosks::~Kiosks() {
    thread_.request_stop();
    ::eventfd_write(wake_.get(), 1);
    thread_.join();
    std::error_code ignored;
    std::filesystem::remove(socket_, ignored);
}

void Kiosks::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::vector<pollfd> on{{listener_.get(), POLLIN, 0}, {wake_.get(), POLLIN, 0}};
        {
            const std::scoped_lock lock(mutex_);
            for (const auto& one : connections_)
                on.push_back({one.line.descriptor(),
                              static_cast<short>(one.line.wants_to_send() ? POLLIN | POLLOUT : POLLIN), 0});
        }
        ::poll(on.data(), on.size(), kTurnMs);
        eventfd_t ignored = 0;
        ::eventfd_read(wake_.get(), &ignored);
        turn();
    }
}

void Kiosks::turn() {
    accept();
    {
        const std::scoped_lock lock(mutex_);
        for (auto& connection : connections_) serve(connection);
        for (const auto& one : connections_)
            if (one.over && one.hello) hearer_.left(one.hello->kiosk);
        connections_.remove_if([](const Connection& one) { return one.over; });
    }
    hearer_.look();
}

void Kiosks::accept() {
    for (;;) {
        base::Descriptor socket(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!socket) return;
        const std::scoped_lock lock(mutex_);
        if (connections_.size() < kMostConnections) connections_.push_back({desk_link::LineSocket(std::move(socket))});
    }
}

void Kiosks::serve(Connection& connection) {
    connection.over = connection.over || !connection.line.pump();
    while (!connection.over) {
        const auto line = connection.line.take_line();
        if (!line) return;
        if (hear(connection, *line)) continue;
        base::warn("desk", "a kiosk says what is not understood: cut off");
        connection.over = true;
    }
}

bool Kiosks::hear(Connection& connection, std::string_view line) {
    auto message = desk_link::read_from_kiosk(line);
    return message && std::visit([&](auto& one) { return hear(connection, std::move(one)); }, *message);
}

/// A kiosk that comes anew takes the place of its old connection.
bool Kiosks::hear(Connection& connection, desk_link::Hello hello) {
    if (connection.hello || !is_name(hello.kiosk) || !is_name(hello.run)) return false;
    for (auto& other : connections_)
        if (other.hello && other.hello->kiosk == hello.kiosk) {
            other.over = true;
            other.hello.reset();
        }
    connection.hello = std::move(hello);
    const auto welcome = hearer_.greet(*connection.hello);
    const auto again = hearer_.to_repeat(connection.hello->kiosk);
    if (!welcome || !connection.line.put(desk_link::write(desk_link::FromDesk{*welcome})) ||
        (again && !connection.line.put(desk_link::write(desk_link::FromDesk{*again}))))
        connection.over = true;
    return true;
}

bool Kiosks::hear(Connection& connection, desk_link::Told told) {
    if (!connection.hello) return false;
    const desk_link::Taken taken{told.number};
    if (!hearer_.hear(*connection.hello, std::move(told)) ||
        !connection.line.put(desk_link::write(desk_link::FromDesk{taken})))
        connection.over = true;
    return true;
}

bool Kiosks::send(const std::string& kiosk, const domain::DeskAnswer& answer) {
    const std::scoped_lock lock(mutex_);
    const auto found = std::find_if(connections_.begin(), connections_.end(), [&](const Connection& one) {
        return !one.over && one.hello && one.hello->kiosk == kiosk;
    });
    if (found == connections_.end() || !found->line.put(desk_link::write(desk_link::FromDesk{answer}))) return false;
    ::eventfd_write(wake_.get(), 1);
    return true;
}

}  // namespace uketsuke::desk
