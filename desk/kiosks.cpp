// SPDX-License-Identifier: Apache-2.0
#include "kiosks.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <vector>

#include "firmware/base/log.hpp"
#include "firmware/base/system_error.hpp"
#include "firmware/base/unix_socket.hpp"

namespace uketsuke::desk {
namespace {

constexpr int kTurnMs = 1000;

/// As the settings of a kiosk have it (results.kiosk): it stands in the journal.
bool is_name(std::string_view text) {
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    return !text.empty() && text.size() <= 32 && text.find_first_not_of(kLetters) == std::string_view::npos;
}

}  // namespace

base::Result<std::unique_ptr<Kiosks>> Kiosks::listen(const std::filesystem::path& socket, Hearer& hearer) {
    auto listener = base::listen_at(socket);
    if (!listener) return base::fail(listener.error());
    base::Descriptor wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
    if (!wake) return base::system_error(base::ErrorCode::file_unreadable, "eventfd");
    return std::unique_ptr<Kiosks>(
        new Kiosks(std::move(listener->socket), std::move(listener->lock), std::move(wake), socket, hearer));
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
