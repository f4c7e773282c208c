// SPDX-License-Identifier: Apache-2.0
// The simulated eligibility service on a real socket with real TLS, client certificate required. What it answers is
// RequestHandler's.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "fault.hpp"
#include "firmware/ports/clock.hpp"
#include "registry.hpp"
#include "request_handler.hpp"

namespace uketsuke::sim {

struct TlsServiceOptions {
    std::string certificate = "server";  ///< the server's, by its name in the PKI ("server", "expired", …)
    std::string host = "127.0.0.1";      ///< to listen at; "server" is of 127.0.0.1 and localhost
    int port = 0;                        ///< 0: any that is free
    RequestHandler::Witness witness = {};
};

/// Serves from threads of its own until it is dropped. url() and stop() are thread-bound to the owner.
class TlsService {
public:
    /// `pki` is what sim/eligibility/pki.sh made. The clock gives the date on which client certificates are judged.
    /// Registry, faults, clock and what the witness needs must outlive the service. Errors: file_unreadable (PKI),
    /// internal (no such port to be had).
    static base::Result<std::unique_ptr<TlsService>> start(Registry& registry, FaultSwitch& faults,
                                                           const ports::Clock& clock, const std::filesystem::path& pki,
                                                           TlsServiceOptions options = {});
    ~TlsService();

    /// "https://host:port"; of a service that listens everywhere, the host is 127.0.0.1.
    [[nodiscard]] std::string url() const;
    /// Ends all connections and frees the port.
    void stop();

private:
    class Server;
    explicit TlsService(std::unique_ptr<Server> server);
    std::unique_ptr<Server> server_;
};

}  // namespace uketsuke::sim
