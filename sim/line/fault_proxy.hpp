// SPDX-License-Identifier: Apache-2.0
// Stands between a client and a service on the loopback and breaks the bytes that pass: refused, mute, slow, cut, reset
// or garbled at any byte of either way. It ends no TLS: what is within it stands in RequestHandler's faults.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::sim {

/// What happens to each connection.
struct LineFault {
    enum class Kind {
        none,
        refuse,      ///< nobody listens
        unaccepted,  ///< the connection does not come about: nobody answers it
        close,       ///< after so many bytes of that way both sides see the end
        reset,       ///< alike, a reset
        stall,       ///< alike, nothing more passes in either way, and nothing ends: half open
        garbage,     ///< alike, what follows that way is other bytes
        drip,        ///< alike, what follows that way comes byte by byte, each after `every`
    } kind = Kind::none;
    enum class Way { to_service, to_client } way = Way::to_client;
    std::size_t after = 0;
    base::Duration every{0};
};

/// Works on a thread of its own until it is dropped; one connection after the other. Everything else is thread-bound to
/// the owner.
class FaultProxy {
public:
    /// Of a service at "https://127.0.0.1:port". Errors: internal (no port).
    static base::Result<std::unique_ptr<FaultProxy>> start(const std::string& service_url);
    ~FaultProxy();

    /// Takes effect with the next connection; the counts start again at zero.
    void set(LineFault fault);
    /// How many connections met the present fault (never counted: refuse, unaccepted).
    [[nodiscard]] int met() const;
    /// Bytes that have passed since, to the service and to the client.
    struct Passed {
        std::size_t to_service = 0, to_client = 0;
    };
    [[nodiscard]] Passed passed() const;
    /// "https://127.0.0.1:port", the same as long as the proxy lives.
    [[nodiscard]] std::string url() const;

private:
    class Work;
    explicit FaultProxy(std::unique_ptr<Work> work);
    std::unique_ptr<Work> work_;
};

}  // namespace uketsuke::sim
