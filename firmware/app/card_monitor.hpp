// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "firmware/ports/card.hpp"
#include "firmware/ports/clock.hpp"
#include "mailbox.hpp"

namespace uketsuke::app {

/// Turns what a reader sees into events about that device. Thread-bound to whoever drives it: a thread of its own
/// (run), or the virtual clock (look).
class CardMonitor {
public:
    CardMonitor(ports::CardReader& reader, Mailbox& mailbox, const ports::Clock& clock,
                flow::Device device = flow::Device::reader)
        : reader_(reader), mailbox_(mailbox), clock_(clock), device_(device) {}

    /// Waits for changes until stopped.
    void run(const std::stop_token& stop);
    /// One wait; posts what changed.
    void look(const std::stop_token& stop);

private:
    ports::CardReader& reader_;
    Mailbox& mailbox_;
    const ports::Clock& clock_;
    flow::Device device_;
    ports::SlotState known_;
};

}  // namespace uketsuke::app
