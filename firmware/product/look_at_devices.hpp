// SPDX-License-Identifier: Apache-2.0
// What of a kiosk's readiness takes its devices to tell.
#pragma once

#include "firmware/config/config.hpp"
#include "firmware/ports/clock.hpp"
#include "firmware/readiness/checklist.hpp"
#include "ui/scene/speaker.hpp"

namespace uketsuke::product {

/// Devices that a look opens and closes again: beside a kiosk that runs its cameras are told as in use. `config` and
/// `clock` must outlive the list.
void add_devices(readiness::Checklist& list, const config::Config& config, const ports::Clock& clock);
/// Those of them that nobody holds while patients are served: service, keypad, models.
void add_quiet_devices(readiness::Checklist& list, const config::Config& config, const ports::Clock& clock);
/// The speaker that a kiosk which runs has; nullptr: none. `wordless`: there are no recordings.
readiness::Look look_at_speaker(ui::Speaker* speaker, bool wordless);

}  // namespace uketsuke::product
