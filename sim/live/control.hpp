// SPDX-License-Identifier: Apache-2.0
// The control socket's side of a session: lines in, answers and events out (docs/control.md).
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "session.hpp"
#include "sim/line_server/line_server.hpp"

namespace uketsuke::sim {

/// Thread-bound to the kiosk's thread.
class Control {
public:
    /// False: the connection is no more.
    using Tell = std::function<bool(LineServer::Who, const std::string& line)>;
    /// Listens to the rig's kiosk from now on.
    Control(Rig& rig, Session& session, Tell line);

    /// A request as JSON, from the keyboard also as a line of a scenario. Nothing: whoever sends something else over a
    /// socket is no client of ours, perhaps a browser that was led here, and the connection ends.
    std::optional<std::string> handle(const std::string& line, LineServer::Who from);
    /// Tells those who subscribed what journal and desk got since the last call.
    void tell_news();
    /// False once somebody said `quit`.
    [[nodiscard]] bool going() const { return going_; }
    /// A fault had not met the kiosk when it ended, or so.
    [[nodiscard]] bool failed() const { return failed_; }

private:
    using Json = Player::Json;
    Player::Reply carry_out(const Line& line, LineServer::Who from);
    Player::Reply subscribe(const Line& line, LineServer::Who from);
    Player::Reply quit();
    void read_on();
    void tell(const std::string& stream, const Json& event);
    void tell_lines(const std::string& stream, const std::filesystem::path& file);

    Rig& rig_;
    Session& session_;
    const Tell tell_;
    std::map<LineServer::Who, std::set<std::string>> subscribers_;
    std::map<std::string, std::streamoff> read_;  ///< how far each stream's file was told
    bool going_ = true, failed_ = false;
};

}  // namespace uketsuke::sim
