// SPDX-License-Identifier: Apache-2.0
// Who takes what kiosks tell: the desk's list, or the line to desks elsewhere.
#pragma once

#include <optional>
#include <string>

#include "firmware/desk_link/wire.hpp"

namespace uketsuke::desk {

/// Called by one thread, which serves all kiosks: nobody else's business waits for it.
class Hearer {
public:
    virtual ~Hearer() = default;
    /// What it has of that run already. nullopt: it takes nothing now, and the kiosk tries again.
    virtual std::optional<desk_link::Welcome> greet(const desk_link::Hello& hello) = 0;
    /// What it has to hear again whenever it comes; nullopt: nothing.
    virtual std::optional<domain::DeskAnswer> to_repeat(const std::string& /*kiosk*/) { return std::nullopt; }
    /// One that came before is not taken twice. False: it is not taken now; the kiosk keeps it and tries again.
    virtual bool hear(const desk_link::Hello& from, desk_link::Told told) = 0;
    /// The kiosk's connection has ended.
    virtual void left(const std::string& kiosk) = 0;
    /// At least once a second.
    virtual void look() = 0;
};

}  // namespace uketsuke::desk
