// SPDX-License-Identifier: Apache-2.0
// What the kiosk is told about itself.
#pragma once

#include "firmware/app/kiosk.hpp"
#include "firmware/config/config.hpp"
#include "firmware/domain/guidance.hpp"

namespace uketsuke::wiring {

/// What the settings do not say and the wiring found.
struct Found {
    bool terminal_signs = false;  ///< CardSignature::available()
    bool staff_check = false;     ///< StaffGate::available()
    domain::GuidanceTable guidance;
    std::uint32_t last_visit = 0;
    ui::Facts screen = {};                    ///< what is simulated
    std::vector<domain::DeskNote> news = {};  ///< what the desk must hear of the start
    bool settings_file = false;               ///< there is one in which staff may change some at the screen
};

/// Errors: config_invalid, naming the key (the language is none of ui/locale's; the screen is too small; two readers of
/// which one has no name of its own).
base::Result<app::Kiosk::Options> kiosk_options(const config::Config& config, Found found);

/// Whether the face way can be gone: somebody signs without a PIN, and a camera sees the printed digits.
bool face_possible(const config::Config& config, bool terminal_signs);
/// A second reader, for smartphones, is set.
inline bool has_phone_reader(const config::Config& config) { return !config.phone_reader_name.empty(); }

}  // namespace uketsuke::wiring
