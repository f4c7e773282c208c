// SPDX-License-Identifier: Apache-2.0
#include "open_parts.hpp"

#include <string>

#include "drivers/escpos/commands.hpp"

namespace uketsuke::product {

std::unique_ptr<drivers::escpos::Printer> open_printer(const config::Config& config) {
    if (config.printer_device.empty()) return nullptr;
    const int width = config.printer_paper == "58mm" ? drivers::escpos::kNarrow : drivers::escpos::kWide;
    const auto open = [device = config.printer_device, baud = std::stoi(config.printer_baud)] {
        return drivers::escpos::open_device(device, baud);
    };
    return std::make_unique<drivers::escpos::Printer>(open, width);
}

}  // namespace uketsuke::product
