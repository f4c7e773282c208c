// SPDX-License-Identifier: Apache-2.0
// The parts that the kiosk and a look at its readiness open alike.
#pragma once

#include <functional>
#include <memory>

#include "drivers/escpos/printer.hpp"
#include "firmware/config/config.hpp"
#include "firmware/eligibility/https_line.hpp"
#include "firmware/ports/clock.hpp"

namespace uketsuke::product {

/// The line to the service; `hear` is told the service's time and may be empty. The clock must outlive it. Errors name
/// the key of the settings: config_invalid, file_unreadable.
base::Result<std::unique_ptr<eligibility::HttpsLine>> open_line(const config::Config& config, const ports::Clock& clock,
                                                                std::function<void(base::WallTime)> hear);
/// The printer of the slips; none where the settings name none. Nothing is opened yet.
std::unique_ptr<drivers::escpos::Printer> open_printer(const config::Config& config);

}  // namespace uketsuke::product
