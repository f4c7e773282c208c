// SPDX-License-Identifier: Apache-2.0
// How a program that serves until it is told to end waits for that.
#pragma once

#include <csignal>

namespace uketsuke::command_line {

/// Made before any other thread, which then leaves the signals to wait(). Whoever hangs up on this process ends
/// nothing.
class Ending {
public:
    Ending() {
        sigemptyset(&ends_);
        sigaddset(&ends_, SIGTERM);
        sigaddset(&ends_, SIGINT);
        ::pthread_sigmask(SIG_BLOCK, &ends_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }
    /// Until SIGTERM or SIGINT.
    void wait() const {
        int which = 0;
        sigwait(&ends_, &which);
    }

private:
    sigset_t ends_{};
};

}  // namespace uketsuke::command_line
