// SPDX-License-Identifier: Apache-2.0
// A program of ours in a process of its own, at the other end of a socket.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "descriptor.hpp"

namespace uketsuke::base {

/// The child has the socket as descriptors 0 and 1, our standard error, no other descriptor, no argument and no
/// environment. Dropping it kills and reaps the process. Thread-bound.
class ChildProcess {
public:
    /// nullptr when it could not be started.
    static std::unique_ptr<ChildProcess> start(const std::string& program);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    [[nodiscard]] bool running();
    /// Our end: a stream socket (AF_UNIX), closed in children. Send with MSG_NOSIGNAL: the child may be dead.
    [[nodiscard]] int socket() const { return socket_.get(); }

private:
    ChildProcess(pid_t pid, Descriptor socket) : pid_(pid), socket_(std::move(socket)) {}

    const pid_t pid_;
    Descriptor socket_;
    bool reaped_ = false;
};

}  // namespace uketsuke::base
