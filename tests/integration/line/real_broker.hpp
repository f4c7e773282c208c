// SPDX-License-Identifier: Apache-2.0
// The real nats-server with the settings that an authority writes, and kiosks and desks on it.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "desk/broker_kiosks.hpp"
#include "desk/delivery.hpp"
#include "desk/relay.hpp"
#include "firmware/app/system_clock.hpp"
#include "firmware/desk_link/socket_link.hpp"
#include "tests/support/scratch.hpp"

namespace uketsuke::test {

/// Waits until it is so, or for kPatience.
bool comes(const std::function<bool()>& what);

/// Fails the test where there is no nats-server.
class RealBroker {
public:
    RealBroker();
    ~RealBroker() { kill(); }
    void start();
    /// As a power cut would: no word to anybody.
    void kill();
    /// Makes an identity in a folder by a code, as it is done over HTTPS.
    desk::line::Identity join(desk::line::Member::Kind kind, const std::string& name);
    /// What its files hold, one after another.
    [[nodiscard]] std::string on_disk() const;

    Scratch scratch;
    app::SystemClock clock;
    std::string listen;
    std::unique_ptr<desk::line::Authority> authority;

private:
    pid_t pid_ = -1;
};

/// A desk's list, without its page.
struct FarDesk {
    FarDesk(const desk::line::Identity& identity, const desk::line::Authority* authority, const ports::Clock& clock,
            base::Duration keep_names = std::chrono::minutes{30});
    /// "kiosk-1 1 thanks", oldest first; with `name` behind it.
    std::vector<std::string> rows(bool names = false);
    /// Words of the notes of a kiosk and its visits, with who sees to them behind.
    std::vector<std::string> notes(const std::string& kiosk);
    bool is_there(const std::string& kiosk);

    desk::Board board;
    std::unique_ptr<desk::BrokerKiosks> kiosks;
};

/// A kiosk and its end of the line.
struct FarKiosk {
    FarKiosk(const desk::line::Identity& identity, const std::filesystem::path& folder, const ports::Clock& clock,
             base::Duration keep_names = std::chrono::minutes{30});
    /// Ends the line's process and begins it anew.
    void begin_line();

    const desk::line::Identity identity;
    const std::filesystem::path socket;
    const ports::Clock& clock;
    const base::Duration keep_names;
    std::unique_ptr<desk_link::SocketLink> link;
    std::unique_ptr<desk::Relay> line;
};

domain::StepReached step(std::uint32_t visit, std::string state);

}  // namespace uketsuke::test
