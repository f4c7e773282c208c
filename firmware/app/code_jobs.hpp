// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "devices.hpp"
#include "lanes.hpp"
#include "mailbox.hpp"
#include "vault.hpp"

namespace uketsuke::app {

/// Looks for a code picture by picture, each a job of its own on the card lane: a card that is laid down meanwhile is
/// read at once. start() from the kiosk's thread, the rest on the card lane.
class CodeJobs {
public:
    /// Whether the flow still waits for the work of this ticket. Thread-safe.
    using Wanted = std::function<bool(domain::Ticket)>;

    CodeJobs(const Devices& devices, Vault& vault, Lanes& lanes, Mailbox& mailbox, Wanted wanted)
        : devices_(devices), vault_(vault), lanes_(lanes), mailbox_(mailbox), wanted_(std::move(wanted)) {}

    /// Switches the camera on and posts CodeRead once, unless nobody waits for it any more. The text of what is no
    /// my-way code is in the vault by then.
    void start(domain::Ticket ticket);
    /// Switches the camera off.
    void close() { look_.reset(); }

private:
    void begin(domain::Ticket ticket);
    void next(domain::Ticket ticket);
    void look(domain::Ticket ticket);
    void answer(domain::Ticket ticket, base::Result<flow::CodeMeaning> meaning);
    [[nodiscard]] flow::CodeMeaning meaning_of(domain::Ticket ticket, domain::Code code);

    const Devices& devices_;
    Vault& vault_;
    Lanes& lanes_;
    Mailbox& mailbox_;
    const Wanted wanted_;
    std::unique_ptr<ports::CodeLook> look_;
    domain::Ticket looks_for_{};  ///< whose look that is: the end of an earlier one does not close it
};

}  // namespace uketsuke::app
