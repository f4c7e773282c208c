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

    /// False: that kiosk is not there now.
    bool send(const std::string& kiosk, const domain::DeskAnswer& answer);
    /// Somebody sees to a note: to the kiosk if it is of a visit, and to the other desks. `before`: somebody at another
    /// desk was first.
    Sent send(const Board::Answering& answering);

private:
    Kiosks& here_;
    BrokerKiosks* const broker_;
};

}  // namespace uketsuke::desk
