// SPDX-License-Identifier: Apache-2.0
// Who is logged in. In memory only: a restart ends all of them.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "firmware/base/error.hpp"
#include "firmware/ports/clock.hpp"
#include "settings.hpp"

namespace uketsuke::desk {

struct Session {
    std::string name;
    Role role = Role::clerk;
    std::string address;  ///< from which it was begun: from elsewhere its cookie is worth nothing
    std::string token;    ///< that the page's own requests carry, and no other page knows (CSRF)
    base::MonoTime began{}, seen{};
};

/// Thread-safe.
class Sessions {
public:
    static constexpr std::chrono::minutes kUnseen{15};  ///< an open page is seen
    static constexpr std::chrono::hours kLongest{12};
    static constexpr std::size_t kMost = 64;

    /// The clock must outlive it.
    explicit Sessions(const ports::Clock& clock) : clock_(clock) {}

    /// The cookie's value. Errors: internal (no randomness, or kMost are open).
    base::Result<std::string> begin(Session session);
    /// nullopt: there is none, it is over, or it was begun from elsewhere.
    std::optional<Session> find(const std::string& cookie, const std::string& address);
    void end(const std::string& cookie);

private:
    void drop_old();
    const ports::Clock& clock_;
    std::mutex mutex_;
    std::map<std::string, Session> open_;  ///< by the hash of the cookie's value
};

}  // namespace uketsuke::desk
