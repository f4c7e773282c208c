// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "firmware/ports/clinic.hpp"
#include "mailbox.hpp"

namespace uketsuke::app {

/// Turns what the desk answers into events. Thread-bound to whoever drives it: a thread of its own (run), or the
/// virtual clock (look).
class DeskMonitor {
public:
    DeskMonitor(ports::DeskSource& desk, Mailbox& mailbox) : desk_(desk), mailbox_(mailbox) {}

    /// Waits for answers until stopped.
    void run(const std::stop_token& stop);
    /// One wait; posts what was answered. Whether it still matters is the flow's to say.
    void look(const std::stop_token& stop);

private:
    ports::DeskSource& desk_;
    Mailbox& mailbox_;
};

}  // namespace uketsuke::app
