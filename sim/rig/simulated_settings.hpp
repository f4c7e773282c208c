// SPDX-License-Identifier: Apache-2.0
// The settings of a kiosk on the simulator: the product's own, with the simulator's keys, people and folders in them.
#pragma once

#include "firmware/config/config.hpp"
#include "sim/paths/paths.hpp"

namespace uketsuke::sim {

/// The code of one of the staff of a simulated clinic with a staff check, and of one who has left.
constexpr const char* kStaffPassword = "246810";
constexpr const char* kFormerStaffPassword = "135790";
/// What the settings hold of them. Cheap to check, since they protect nothing: a rig is made for each scenario.
const std::vector<config::StaffCode>& staff_codes();

/// The two slots of the virtual reader, by the end of their PC/SC names.
/// Ten digits of no facility that there is.
constexpr std::string_view kSimulatedFacility = "1319999999";
constexpr std::string_view kCardReader = "00 00", kPhoneReader = "00 01";

/// Without paths: what a scenario's `facts` are written over. One reader, both cameras, no staff check.
config::Config simulated_settings();

/// Also those whose words nobody has reviewed yet.
void offer_every_language(config::Config& settings);

/// Puts in every file and folder: keys and guidance from `paths`; results (`folder`/face, made here), the desk's log,
/// journal and counters below `folder`.
config::Config installed(config::Config settings, const Paths& paths, const std::filesystem::path& folder);

/// The settings' file of that kiosk, made here and empty where there is none: what staff set at its screen.
std::filesystem::path settings_file(const std::filesystem::path& folder);

}  // namespace uketsuke::sim
