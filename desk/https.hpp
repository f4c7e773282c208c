// SPDX-License-Identifier: Apache-2.0
// The page over TLS, at one address. Bounded: so many connections of one address, so much of a request, so long for all
// of it.
#pragma once

#include <memory>

#include "certificate.hpp"
#include "site.hpp"

namespace uketsuke::desk {

class Https {
public:
    /// A live list keeps its thread; strangers cannot take what is left (connections.hpp).
    static constexpr int kThreads = 64, kMostWatching = 16;

    /// Serves until it is destroyed. Site, board and clock must outlive it. Errors: internal (no such port at that
    /// address), file_unreadable (the certificate).
    static base::Result<std::unique_ptr<Https>> serve(const Settings& settings, const Certificate& certificate,
                                                      Site& site, Board& board, const ports::Clock& clock);
    ~Https();
    [[nodiscard]] int port() const;

private:
    class Server;
    explicit Https(std::unique_ptr<Server> server);
    std::unique_ptr<Server> server_;
};

}  // namespace uketsuke::desk
