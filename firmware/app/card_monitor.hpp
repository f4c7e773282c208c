// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "firmware/ports/card.hpp"
#include "mailbox.hpp"

namespace uketsuke::app {

/// Turns what the reader sees into events. Thread-bound to whoever drives it: a thread of its own (run), or the virtual
/// clock (look).
class CardMonitor {
public:
    CardMonitor(ports::CardReader& reader, Mailbox& mailbox) : reader_(reader), mailbox_(mailbox) {}

    /// Waits for changes until stopped.
    void run(const std::stop_token& stop);
    /// One wait; posts what changed.
    void look(const std::stop_token& stop);

private:
    ports::CardReader& reader_;
    Mailbox& mailbox_;
    ports::SlotState known_;
};

}  // namespace uketsuke::app
