// SPDX-License-Identifier: Apache-2.0
// What of a kiosk's readiness the settings alone tell: its clock, disk, folders, journal, certificates, lists,
// guidance, desk. Nothing is opened that a kiosk that runs has open.
#pragma once

#include "firmware/config/config.hpp"
#include "firmware/ports/clock.hpp"
#include "firmware/readiness/checklist.hpp"

namespace uketsuke::wiring {

/// `config` and `clock` must outlive the list. `built`: no right clock stands before it.
void add_premises(readiness::Checklist& list, const config::Config& config, const ports::Clock& clock,
                  base::WallTime built);

}  // namespace uketsuke::wiring
