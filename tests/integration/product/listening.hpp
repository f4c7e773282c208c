// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace uketsuke::test {

/// Sockets of a process that wait for whoever comes, as the kernel lists them: "tcp 0100007F:8C7B", "unix /run/x". TCP
/// that listens, UDP and raw sockets that are not connected to one peer, Unix sockets that take connections.
std::vector<std::string> listening(pid_t process);

}  // namespace uketsuke::test
