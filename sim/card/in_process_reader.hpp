// SPDX-License-Identifier: Apache-2.0
// A reader in process: ports::CardReader over VirtualCards. For flow tests and the virtual rig.
#pragma once

#include <memory>

#include "card_faults.hpp"
#include "firmware/ports/card.hpp"
#include "virtual_card.hpp"

namespace uketsuke::sim {

/// Thread-safe: cards come and go from any thread while the monitor waits and the card lane transmits.
class InProcessReader : public ports::CardReader {
public:
    explicit InProcessReader(int slot = domain::kCardSlot);
    ~InProcessReader() override;

    ports::SlotState wait(const ports::SlotState& known, std::stop_token stop) override;
    base::Result<std::unique_ptr<ports::CardSession>> open(domain::CardRef card) override;

    /// What `wait` would tell at once.
    [[nodiscard]] ports::SlotState state() const;
    /// Takes out what lies there, if anything, and puts this card in: a new insertion.
    void insert(std::shared_ptr<VirtualCard> card);
    void remove();
    /// Exchanges the cards within one poll of the daemon: no event, and an open session goes on with the new card,
    /// powered up afresh (card facts B7).
    void swap_unnoticed(std::shared_ptr<VirtualCard> card);
    void set_faults(const ReaderFaults& faults);
    [[nodiscard]] ReaderFaults faults() const;

private:
    struct Slot;
    class Session;
    std::shared_ptr<Slot> slot_;  ///< shared with the open session
};

}  // namespace uketsuke::sim
