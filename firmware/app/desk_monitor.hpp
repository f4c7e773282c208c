// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"
#include "mailbox.hpp"

namespace uketsuke::app {

/// What the kiosk hears when the desk says so.
flow::Event event_of(domain::DeskAnswer answer, base::Date today);

/// Turns what the desk answers into events. Thread-bound to whoever drives it: a thread of its own (run), or the
/// virtual clock (look).
class DeskMonitor {
public:
    /// All must outlive it.
    DeskMonitor(ports::DeskSource& desk, Mailbox& mailbox, const ports::Clock& clock)
        : desk_(desk), mailbox_(mailbox), clock_(clock) {}

    /// Waits for answers until stopped.
    void run(const std::stop_token& stop);
    /// One wait; posts what was answered. Whether it still matters is the flow's to say.
    void look(const std::stop_token& stop);

private:
    ports::DeskSource& desk_;
    Mailbox& mailbox_;
    const ports::Clock& clock_;
};

}  // namespace uketsuke::app
