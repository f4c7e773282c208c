// SPDX-License-Identifier: Apache-2.0
// What the kiosk knows of its own readiness, and a report as its screen shows it.
#pragma once

#include <vector>

#include "firmware/domain/staff.hpp"
#include "firmware/flow/effect.hpp"
#include "firmware/readiness/report.hpp"

namespace uketsuke::app {

/// Into the report: reader, camera, clock as the flow knows them; the screen is the one that asks.
void put_known(readiness::Report& report, const flow::LookAtReadiness& known);
std::vector<domain::StaffLine> staff_lines(const readiness::Report& report);

}  // namespace uketsuke::app
