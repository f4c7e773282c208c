// SPDX-License-Identifier: Apache-2.0
// Who holds connections to the page. Each keeps a thread of the server busy: so many for one address and no longer
// than a request may take, so that whoever sends one byte now and then keeps nobody out. However many addresses one
// machine takes, those that nobody is logged in from have only so many together, and a new one takes the place of the
// oldest of the greediest.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "firmware/ports/clock.hpp"

namespace uketsuke::desk {

/// Thread-safe.
class Connections {
public:
    static constexpr int kMostOfOneAddress = 10;           ///< a browser has six at most
    static constexpr int kMostOfStrangers = 16;            ///< of all addresses that nobody is logged in from
    static constexpr std::chrono::seconds kLongest{30};    ///< for some requests one after another
    static constexpr std::chrono::seconds kStrangers{10};  ///< the same for them: the page and a login
    static constexpr std::chrono::minutes kKnown{20};      ///< after the last request of a session

    /// The clock must outlive it.
    explicit Connections(const ports::Clock& clock) : clock_(clock) {}

    /// A connected socket. False: its address has too many, and it is none.
    bool begin(int socket);
    /// Somebody is logged in at its other end.
    void know(int socket);
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
        bool cut = false;  ///< it ends at once, and counts no more
    };
    [[nodiscard]] int count(const std::string& address) const;
    [[nodiscard]] bool stranger(const Open& one) const;
    void make_place();
    const ports::Clock& clock_;
    std::mutex mutex_;
    std::map<int, Open> open_;
    std::map<std::string, base::MonoTime> known_;  ///< addresses, and their last request
};

}  // namespace uketsuke::desk
