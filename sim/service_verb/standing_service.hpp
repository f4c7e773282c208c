// SPDX-License-Identifier: Apache-2.0
// The simulated eligibility service for other people's programs: stands at a port, obeys words, and keeps a record.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "service_record.hpp"
#include "settable_clock.hpp"
#include "sim/eligibility/tls_service.hpp"
#include "sim/paths/paths.hpp"

namespace uketsuke::sim {

/// Thread-bound; the requests come on the service's own threads.
class StandingService {
public:
    struct Options {
        Paths paths;
        std::string host = "127.0.0.1";
        int port = 0;                        ///< 0: any that is free
        std::string record;                  ///< a file; empty: none
        std::optional<base::WallTime> today; ///< empty: the machine's
    };
    /// Errors: file_unreadable (people, PKI, record), internal (the port is not to be had).
    static base::Result<std::unique_ptr<StandingService>> start(Options options);

    /// In words, see docs/simulated-service.md; the answer in one line. Errors: config_invalid (not such words).
    base::Result<std::string> command(const std::string& line);
    /// Where it is and what is needed to talk to it, as JSON in one line.
    [[nodiscard]] std::string where() const;

private:
    explicit StandingService(Options options) : options_(std::move(options)) {}
    base::Result<void> begin();
    base::Result<std::string> fault(const std::string& words);
    base::Result<std::string> today(const std::string& words);
    base::Result<std::string> pass(const std::string& words);
    base::Result<std::string> reset();
    [[nodiscard]] std::string status() const;
    [[nodiscard]] std::string keys() const;

    const Options options_;
    SettableClock clock_;
    std::vector<Person> people_;
    std::string fault_ = "none";
    FaultSwitch faults_;
    ServiceRecord record_;
    std::unique_ptr<Registry> registry_;
    std::unique_ptr<TlsService> service_;
};

}  // namespace uketsuke::sim
