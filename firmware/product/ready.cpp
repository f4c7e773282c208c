// SPDX-License-Identifier: Apache-2.0
#include "ready.hpp"

#include "firmware/app/system_clock.hpp"
#include "firmware/base/build_date.hpp"
#include "firmware/wiring/look_at_premises.hpp"
#include "look_at_devices.hpp"
#include "open_parts.hpp"
#include "ui/locale/languages.hpp"
#include "ui/slip/slip.hpp"

namespace uketsuke::product {

readiness::Report look_at_readiness(const config::Config& config) {
    const app::SystemClock clock;
    readiness::Checklist list;
    wiring::add_premises(list, config, clock, base::build_date());
    add_devices(list, config, clock);
    return list.look(clock.wall());
}

base::Result<void> print_on_paper(const config::Config& config, const std::vector<std::string>& lines) {
    const auto printer = open_printer(config);
    if (!printer) return base::fail(base::ErrorCode::config_invalid, "printer.device: there is none");
    const auto text = ui::paint::TextEngine::create(ui::reviewed_languages().rows());
    if (!text) return base::fail(text.error());
    return printer->print(ui::paint::paint_slip(*text, ui::staff_lines(lines), printer->width()));
}

}  // namespace uketsuke::product
