// SPDX-License-Identifier: Apache-2.0
// What of a kiosk's readiness takes its devices to tell.
#pragma once

#include "firmware/config/config.hpp"
#include "firmware/ports/clock.hpp"
#include "firmware/readiness/checklist.hpp"

namespace uketsuke::product {

/// Devices that a look opens and closes again: beside a kiosk that runs its cameras are told as in use. `config` and
/// `clock` must outlive the list.
void add_devices(readiness::Checklist& list, const config::Config& config, const ports::Clock& clock);
/// Those of them that may be looked at while patients are served: service, sound, keypad, models; not the printer,
/// which belongs to its lane.
void add_quiet_devices(readiness::Checklist& list, const config::Config& config, const ports::Clock& clock);

}  // namespace uketsuke::product
