// SPDX-License-Identifier: Apache-2.0
#include "desk_monitor.hpp"

namespace uketsuke::app {

void DeskMonitor::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) look(stop);
}

void DeskMonitor::look(const std::stop_token& stop) {
    for (const auto& answer : desk_.wait(stop)) mailbox_.post(flow::DeskAnswered{answer.ticket});
}

}  // namespace uketsuke::app
