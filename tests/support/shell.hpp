// SPDX-License-Identifier: Apache-2.0
// Programs of others that a test asks. None may hang it: they are broken off after two minutes, and say so.
#pragma once

#include <string>

namespace uketsuke::test {

inline constexpr int kBrokenOff = 124;  ///< the status of one that did not end

struct Ran {
    int status = -1;
    std::string text;  ///< what it wrote, errors too
    [[nodiscard]] bool says(const std::string& what) const { return text.find(what) != std::string::npos; }
};

/// Until the daemon has seen the card. (`opensc-tool --wait` can miss the event and then waits for ever.)
inline constexpr const char* kUntilSeen =
    "for i in $(seq 300); do opensc-tool --name > /dev/null 2>&1 && break; sleep 0.1; done; ";

/// Runs a shell's command, without single quotes.
Ran run(const std::string& command);
/// Whose PC/SC programs find the daemon at this socket.
Ran run(const std::string& daemon_socket, const std::string& command);

}  // namespace uketsuke::test
