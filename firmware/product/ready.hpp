// SPDX-License-Identifier: Apache-2.0
// uketsuke --ready: whether this kiosk is ready for the day, looked at by a program of its own.
#pragma once

#include <string>
#include <vector>

#include "firmware/config/config.hpp"
#include "firmware/readiness/report.hpp"

namespace uketsuke::product {

/// Takes some seconds.
readiness::Report look_at_readiness(const config::Config& config);
/// On the printer of the slips. Errors: config_invalid (there is none), slip_paper_out, slip_failed, internal (fonts).
base::Result<void> print_on_paper(const config::Config& config, const std::vector<std::string>& lines);

}  // namespace uketsuke::product
