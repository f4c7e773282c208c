// SPDX-License-Identifier: Apache-2.0
// Who holds connections to the page. Each keeps a thread of the server busy: so many for one address and no longer
// than a request may take, so that whoever sends one byte now and then keeps nobody out.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "firmware/ports/clock.hpp"

namespace uketsuke::desk {

/// Thread-safe.
class Connections {
public:
    static constexpr int kMostOfOneAddress = 10;      ///< a browser has six at most
    static constexpr std::chrono::seconds kLongest{30};  ///< for some requests one after another

    /// The clock must outlive it.
    explicit Connections(const ports::Clock& clock) : clock_(clock) {}

    /// A connected socket. False: its address has too many, and it is none.
    bool begin(int socket);
    /// A live list, which lasts.
    void keep(int socket);
    /// Before the socket is closed.
    void end(int socket);
    /// Once a second: cuts off what lasts too long.
    void look();

private:
    struct Open {
        std::string address;
        base::MonoTime since;
        bool kept = false;
    };
    const ports::Clock& clock_;
    std::mutex mutex_;
    std::map<int, Open> open_;
};

}  // namespace uketsuke::desk
