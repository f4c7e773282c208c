// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/people/person.hpp"
#include "sim/rig/own_devices.hpp"

namespace uketsuke::sim {

/// What the dock offers, as JSON, read off the tables of the simulator: people, looks, ways in which a card lies, what
/// the service may say of an insurance, faults, settings of the room on the real rig, whose cameras make pictures,
/// facts of a kiosk, its languages; and which devices are the user's own. A new row is a new button.
std::string choices_json(const PeopleFolders& people, bool real, const OwnDevices& own);

}  // namespace uketsuke::sim
