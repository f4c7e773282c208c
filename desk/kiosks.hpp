// SPDX-License-Identifier: Apache-2.0
// The kiosks' side of the desk: the socket that they tell it on.
#pragma once

#include <filesystem>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

#include "firmware/base/error.hpp"
#include "firmware/desk_link/line_socket.hpp"
#include "hearer.hpp"

namespace uketsuke::desk {

/// A thread of its own takes what the kiosks tell to who hears it. Thread-safe.
class Kiosks {
public:
    static constexpr std::size_t kMostConnections = 64;

    /// Listens, for its own user and group alone. The hearer must outlive it. Errors: file_unreadable (the socket;
    /// also where another desk listens).
    static base::Result<std::unique_ptr<Kiosks>> listen(const std::filesystem::path& socket, Hearer& hearer);
    ~Kiosks();

    /// False: that kiosk is not there now.
    bool send(const std::string& kiosk, const domain::DeskAnswer& answer);

private:
    struct Connection {
        desk_link::LineSocket line;
        std::optional<desk_link::Hello> hello = {};
        bool over = false;
    };
    Kiosks(base::Descriptor listener, base::Descriptor lock, base::Descriptor wake, std::filesystem::path socket,
           Hearer& hearer);
    void run(const std::stop_token& stop);
    void turn();
    void accept();
    void serve(Connection& connection);
    bool hear(Connection& connection, std::string_view line);
    bool hear(Connection& connection, desk_link::Hello hello);
    bool hear(Connection& connection, desk_link::Told told);

    const base::Descriptor listener_, lock_, wake_;
    const std::filesystem::path socket_;
    Hearer& hearer_;
    std::mutex mutex_;
    std::list<Connection> connections_;
    std::jthread thread_;
};

}  // namespace uketsuke::desk
