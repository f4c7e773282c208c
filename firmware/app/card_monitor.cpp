// SPDX-License-Identifier: Apache-2.0
#include "card_monitor.hpp"

namespace uketsuke::app {

using Kind = ports::SlotState::Kind;

void CardMonitor::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) look(stop);
}

void CardMonitor::look(const std::stop_token& stop) {
    const auto now = reader_.wait(known_, stop);
    if (now == known_) return;
    const bool card_changed = now.kind != known_.kind || now.card != known_.card;
    if (known_.kind == Kind::present && card_changed) mailbox_.post(flow::CardRemoved{known_.card});
    if (known_.kind == Kind::down && now.kind != Kind::down) mailbox_.post(flow::DeviceUp{device_});
    if (now.kind == Kind::down)
        mailbox_.post(flow::DeviceDown{device_, now.reason ? now.reason->code : base::ErrorCode::reader_missing,
                                       base::date_in_japan(clock_.wall())});
    if (now.kind == Kind::present && card_changed) mailbox_.post(flow::CardPresent{now.card});
    known_ = now;
}

}  // namespace uketsuke::app
