// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "sim/rig/rig.hpp"
#include "sim/scenario/script.hpp"

namespace uketsuke::sim {

/// The rig that a scenario's header asks for, with its files in `folder`. `service_url`: the real rig's kiosk goes to a
/// simulated service that runs elsewhere; empty: to one of its own. Errors: those of the rigs.
base::Result<std::unique_ptr<Rig>> rig_for(const Script& header, const std::filesystem::path& folder,
                                           const std::string& service_url = {});

}  // namespace uketsuke::sim
