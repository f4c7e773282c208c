// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "sim/rig/own_devices.hpp"
#include "sim/rig/rig.hpp"
#include "sim/scenario/script.hpp"

namespace uketsuke::sim {

/// What the real rig's kiosk goes to that runs elsewhere.
struct Elsewhere {
    std::string service;  ///< URL of a simulated service; empty: it has one of its own
    std::string desk;     ///< socket of a desk; empty: there is none
    std::string name = {};  ///< the kiosk's there; empty: as the settings have it
    OwnDevices own = {};
};

/// The rig that a scenario's header asks for, with its files in `folder`. Errors: those of the rigs.
base::Result<std::unique_ptr<Rig>> rig_for(const Script& header, const std::filesystem::path& folder,
                                           const Elsewhere& elsewhere = {});

}  // namespace uketsuke::sim
