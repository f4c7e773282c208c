// SPDX-License-Identifier: Apache-2.0
// How what clerks do reaches kiosks: over the socket where the kiosk is on this machine, else over the broker.
#pragma once

#include <string>

#include "board.hpp"
#include "broker_kiosks.hpp"
#include "kiosks.hpp"

namespace uketsuke::desk {

/// Thread-safe.
class Delivery {
public:
    using Sent = BrokerKiosks::Sent;

    /// Both must outlive it; `broker`: nullptr where there is none.
    Delivery(Kiosks& here, BrokerKiosks* broker) : here_(here), broker_(broker) {}

    /// Before it is written down: of several desks one may. `before`: another one has it; `no`: the broker or the kiosk
    /// is not there now.
    Sent claim(const Board::Answering& answering);
    /// It was claimed, and not said after all.
    void give_up(const Board::Answering& answering);
    /// To the kiosk; that somebody sees to a note goes there if it is of a visit, and to the other desks. False: it is
    /// not there now.
    bool send(const Board::Answering& answering);

private:
    [[nodiscard]] bool far(const Board::Answering& answering) const;
    Kiosks& here_;
    BrokerKiosks* const broker_;
};

}  // namespace uketsuke::desk
