// SPDX-License-Identifier: Apache-2.0
// The simulated eligibility service on a real socket with real TLS: 127.0.0.1, a free port, client certificate
// required. What it answers is RequestHandler's.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "fault.hpp"
#include "firmware/ports/clock.hpp"
#include "registry.hpp"

namespace uketsuke::sim {

/// Serves from threads of its own until it is dropped. url() and stop() are thread-bound to the owner.
class TlsService {
public:
    /// `pki` is what sim/eligibility/pki.sh made; `certificate` names the server's there ("server", "expired", …). The
    /// clock gives the date on which client certificates are judged. Registry, faults and clock must outlive the
    /// service. Errors: file_unreadable (PKI), internal (no port).
    static base::Result<std::unique_ptr<TlsService>> start(Registry& registry, FaultSwitch& faults,
                                                           const ports::Clock& clock, const std::filesystem::path& pki,
                                                           const std::string& certificate = "server");
    ~TlsService();

    /// "https://127.0.0.1:port".
    [[nodiscard]] std::string url() const;
    /// Ends all connections and frees the port.
    void stop();

private:
    class Server;
    explicit TlsService(std::unique_ptr<Server> server);
    std::unique_ptr<Server> server_;
};

}  // namespace uketsuke::sim
