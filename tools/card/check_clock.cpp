// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "checks.hpp"
#include "firmware/readiness/look_at_machine.hpp"

namespace uketsuke::tools::card {

void check_clock(const Task& task, Findings& findings) {
    const auto now = task.machine.now, built = task.machine.built;
    if (task.options.today || now == base::WallTime{}) return;  // {}: nobody looked at the clock
    if (readiness::look_at_clock(now, built).level != readiness::Level::wrong) return;
    findings.push_back(
        problem("clock", base::ErrorCode::clock_wrong,
                fmt::format("The clock says {}, which was before this program was built ({}): certificates and "
                            "consents would be judged by a wrong day, and genuine cards refused.",
                            base::to_iso8601(now), base::to_iso8601(built)))
            .advise("timedatectl set-ntp true, and look at its answer: timedatectl timesync-status")
            .advise("A clock that forgets the day whenever the power goes has an empty battery."));
}

}  // namespace uketsuke::tools::card
