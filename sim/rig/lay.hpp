// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "firmware/base/error.hpp"
#include "sim/faults/fault_table.hpp"

namespace uketsuke::sim {

/// How a card lies on the reader. Its chip is reached all the same; what differs is what the camera over the tray sees.
enum class Lay { straight, back, turned, sleeve };

struct LayRule {
    std::string_view word;
    Lay lay;
    std::string_view says;
    Rigs rigs;  ///< that can lay it so: the virtual one has no pictures
};
std::span<const LayRule> lay_rules();
/// nullptr: no such word.
const LayRule* find_lay(std::string_view word);
/// Whether what lies in this slot of that rig can lie so. Errors: config_invalid (a phone; not on this rig).
base::Result<void> can_lie(int slot, Lay how, Rigs rig);

}  // namespace uketsuke::sim
