// SPDX-License-Identifier: Apache-2.0
// uketsuke --notice: what the screen says while the kiosk cannot start. The patient reads that it is out of service, staff
// what is missing and what to do.
#pragma once

#include <filesystem>
#include <vector>

#include "firmware/config/config.hpp"
#include "firmware/domain/staff.hpp"
#include "ui/viewmodel/view_model.hpp"

namespace uketsuke::product {

/// What keeps a kiosk with these settings from starting, in Japanese, each line with what to do: a file that cannot be
/// read as settings, that nobody has set it up yet, parts that are not ready. None: nothing that can be found. Takes some
/// seconds. It names nobody.
std::vector<domain::StaffLine> why_not_started(const std::filesystem::path& settings_file);

/// The screen for that.
ui::ViewModel notice_of(std::vector<domain::StaffLine> lines);

constexpr base::Duration kLookAgain{15000};
/// Longer than the time in which the service manager counts starts (packaging/systemd/uketsuke.service).
constexpr base::Duration kTryAgain{75000};

/// Shows it until the window is closed, or a later look finds something else than the first: then the kiosk may be started
/// again. Each look kLookAgain after the one before. Where nothing is found wrong, as after a screen that came late or a
/// program that fell again and again, it stays for kTryAgain. On the panel of the settings, or of the defaults where they
/// cannot be read. Errors: internal (no window, no fonts).
base::Result<void> show_notice(const std::filesystem::path& settings_file);

}  // namespace uketsuke::product
