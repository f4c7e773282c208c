// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/people/person.hpp"

namespace uketsuke::sim {

/// What the dock offers, as JSON, read off the tables of the simulator: people, looks, faults, settings of the
/// room on the real rig, whose cameras make pictures, facts of a
/// kiosk, its languages. A new row is a new button.
std::string choices_json(const PeopleFolders& people, bool real);

}  // namespace uketsuke::sim
