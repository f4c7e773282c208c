// SPDX-License-Identifier: Apache-2.0
#include "shell.hpp"

#include <sys/wait.h>

#include <array>
#include <cstdio>

namespace uketsuke::test {

Ran run(const std::string& command) {
    Ran ran;
    auto* pipe = ::popen(("exec 2>&1; timeout 120 sh -c '" + command + "'").c_str(), "r");
    std::array<char, 512> part{};
    while (const auto size = std::fread(part.data(), 1, part.size(), pipe)) ran.text.append(part.data(), size);
    ran.status = WEXITSTATUS(::pclose(pipe));
    if (ran.status == kBrokenOff) ran.text += "\n(broken off: it did not end)";
    return ran;
}

Ran run(const std::string& daemon_socket, const std::string& command) {
    return run("export PCSCLITE_CSOCK_NAME=" + daemon_socket + "; " + command);
}

}  // namespace uketsuke::test
