// SPDX-License-Identifier: Apache-2.0
#include "shell.hpp"

#include <sys/wait.h>

#include <array>
#include <cstdio>

namespace uketsuke::test {

Ran run(const std::string& daemon_socket, const std::string& command) {
    Ran ran;
    const auto whole = "exec 2>&1; PCSCLITE_CSOCK_NAME='" + daemon_socket + "' timeout 30 sh -c '" + command + "'";
    auto* pipe = ::popen(whole.c_str(), "r");
    std::array<char, 512> part{};
    while (const auto size = std::fread(part.data(), 1, part.size(), pipe)) ran.text.append(part.data(), size);
    ran.status = WEXITSTATUS(::pclose(pipe));
    return ran;
}

}  // namespace uketsuke::test
