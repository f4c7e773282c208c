// SPDX-License-Identifier: Apache-2.0
// The parts that the kiosk and a look at its readiness open alike.
#pragma once

#include <memory>

#include "drivers/escpos/printer.hpp"
#include "firmware/config/config.hpp"

namespace uketsuke::product {

/// The printer of the slips; none where the settings name none. Nothing is opened yet.
std::unique_ptr<drivers::escpos::Printer> open_printer(const config::Config& config);

}  // namespace uketsuke::product
