// SPDX-License-Identifier: Apache-2.0
#include "open_parts.hpp"

#include <string>

#include "drivers/escpos/commands.hpp"
#include "firmware/wiring/put.hpp"
#include "firmware/wiring/service_key.hpp"

namespace uketsuke::product {

base::Result<std::unique_ptr<eligibility::HttpsLine>> open_line(const config::Config& config, const ports::Clock& clock,
                                                                std::function<void(base::WallTime)> hear) {
    auto key = wiring::service_key(config);
    if (!key) return base::fail(key.error());
    auto line =
        eligibility::HttpsLine::create({config.service_url, config.service_ca, config.service_certificate,
                                        std::move(*key), base::Duration{config.service_deadline_ms}, std::move(hear)},
                                       clock);
    if (!line) return wiring::blame("service", line.error());
    return line;
}

std::unique_ptr<drivers::escpos::Printer> open_printer(const config::Config& config) {
    if (config.printer_device.empty()) return nullptr;
    const int width = config.printer_paper == "58mm" ? drivers::escpos::kNarrow : drivers::escpos::kWide;
    const auto open = [device = config.printer_device, baud = std::stoi(config.printer_baud)] {
        return drivers::escpos::open_device(device, baud);
    };
    return std::make_unique<drivers::escpos::Printer>(open, width);
}

}  // namespace uketsuke::product
