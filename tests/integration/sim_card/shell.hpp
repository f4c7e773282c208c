// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace uketsuke::test {

struct Ran {
    int status = -1;
    std::string text;  ///< what it wrote, errors too
    [[nodiscard]] bool says(const std::string& what) const { return text.find(what) != std::string::npos; }
};

/// Until the daemon has seen the card. (`opensc-tool --wait` can miss the event and then waits for ever.)
inline constexpr const char* kUntilSeen =
    "for i in $(seq 50); do opensc-tool --name > /dev/null 2>&1 && break; sleep 0.1; done; ";

/// Runs a shell's command, without single quotes, whose PC/SC programs find the daemon at this socket; for thirty
/// seconds.
Ran run(const std::string& daemon_socket, const std::string& command);

}  // namespace uketsuke::test
