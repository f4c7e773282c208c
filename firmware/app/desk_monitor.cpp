// SPDX-License-Identifier: Apache-2.0
#include "desk_monitor.hpp"

namespace uketsuke::app {

/// A kiosk that the desk has closed is one that lacks something: no visit begins, and one that goes on comes to its
/// end.
flow::Event event_of(domain::DeskAnswer answer, base::Date today) {
    using domain::DeskSays;
    const auto why =
        answer.item == domain::kClosedForCheck ? base::ErrorCode::closed_for_check : base::ErrorCode::closed_for_now;
    if (answer.says == DeskSays::closes) return flow::DeviceDown{flow::Device::desk, why, today};
    if (answer.says == DeskSays::opens) return flow::DeviceUp{flow::Device::desk};
    return flow::DeskAnswered{answer.ticket, answer.says, answer.item, std::move(answer.by)};
}

void DeskMonitor::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) look(stop);
}

void DeskMonitor::look(const std::stop_token& stop) {
    for (auto& answer : desk_.wait(stop))
        mailbox_.post(event_of(std::move(answer), base::date_in_japan(clock_.wall())));
}

}  // namespace uketsuke::app
