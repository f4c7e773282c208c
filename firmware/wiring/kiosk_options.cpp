// SPDX-License-Identifier: Apache-2.0
#include "kiosk_options.hpp"

#include <fmt/format.h>

#include "firmware/base/enumeration.hpp"

namespace uketsuke::wiring {
namespace {

using base::ErrorCode;

/// The schema lets no other words pass.
domain::Facility facility_of(const config::Config& config) {
    return {config.prescription_pharmacy,
            base::value_named<domain::PrescriptionSetting>(config.prescription_setting).value(),
            base::value_named<domain::PrescriptionAsked>(config.prescription_asked).value(), config.asks};
}

base::Result<std::shared_ptr<const ui::Languages>> languages_of(const config::Config& config) {
    auto offered = ui::languages_with(config.language_offered);
    if (!offered) return base::fail(offered.error().code, "language.offered: " + offered.error().detail);
    if (offered->named(config.language_default)) return std::make_shared<const ui::Languages>(std::move(*offered));
    return base::fail(ErrorCode::config_invalid,
                      fmt::format("language.default: \"{}\" is not in language.offered", config.language_default));
}

/// The schema lets no other words pass.
flow::Comfort comfort_of(const config::Config& config) {
    return {.size = base::value_named<flow::TextSize>(config.screen_text_size).value(),
            .theme = base::value_named<flow::Theme>(config.screen_theme).value(),
            .slow = config.screen_slow,
            .reach = config.screen_reach,
            .hold = config.screen_hold};
}

base::Result<ui::Panel> panel_of(const config::Config& config) {
    const ui::Panel panel{config.panel_width_px, config.panel_height_px, config.panel_diagonal_inch};
    if (panel.layout_class() != ui::PanelClass::none) return panel;
    return base::fail(ErrorCode::config_invalid,
                      fmt::format("panel: {:.0f} x {:.0f} mm; the screens need 150 x 85 mm, upright 110 x 180 mm",
                                  panel.width_mm(), panel.height_mm()));
}

base::Result<void> check_readers(const config::Config& config) {
    if (!has_phone_reader(config)) return {};
    const auto &card = config.reader_name, &phone = config.phone_reader_name;
    if (card.empty())
        return base::fail(ErrorCode::config_invalid,
                          "phone_reader.name: with two readers reader.name must say which one is under the card");
    // Each is a part of a name: whichever holds the other would also fit the other's reader.
    if (card.find(phone) == card.npos && phone.find(card) == phone.npos) return {};
    return base::fail(ErrorCode::config_invalid,
                      "phone_reader.name: it and reader.name must not be parts of each other, or both fit one reader");
}

flow::KioskFacts facts_of(const config::Config& config, Found& found) {
    flow::KioskFacts facts;
    facts.terminal_signs = found.terminal_signs;
    facts.face_possible = face_possible(config, found.terminal_signs);
    facts.camera_required = config.camera_required;
    facts.staff_check = found.staff_check;
    facts.phone_reader = has_phone_reader(config);
    facts.typed_number_b = config.number_b_typing;
    facts.printer = !config.printer_device.empty();
    facts.appointments = !config.appointments_folder.empty();
    facts.codes = config.card_front_camera_codes && !config.card_front_camera_device.empty();
    facts.way_on_slip = base::value_named<flow::WayOnSlip>(config.printer_my_way).value();  // the schema's word
    facts.facility = facility_of(config);
    facts.guidance = std::move(found.guidance);
    facts.comfort = comfort_of(config);
    facts.settings = found.settings_file;
    facts.setup = {.layout = base::value_named<flow::Layout>(config.panel_layout).value(),  // the schema's word
                   .brightness = config.panel_brightness_percent,
                   .volume = config.sound_volume_percent};
    return facts;
}

}  // namespace

bool face_possible(const config::Config& config, bool terminal_signs) {
    return terminal_signs && !config.card_front_camera_device.empty();
}

base::Result<app::Kiosk::Options> kiosk_options(const config::Config& config, Found found) {
    if (const auto apart = check_readers(config); !apart) return base::fail(apart.error());
    auto languages = languages_of(config);
    if (!languages) return base::fail(languages.error());
    const auto panel = panel_of(config);
    if (!panel) return base::fail(panel.error());
    app::Kiosk::Options options{facts_of(config, found), found.screen, *panel, found.last_visit, std::move(found.news)};
    options.facts.language = (*languages)->named(config.language_default).value();
    options.languages = std::move(*languages);
    options.dark_after = std::chrono::minutes{config.panel_dark_after_minutes};
    options.announce_every = std::chrono::seconds{config.voice_announce_s};
    options.readiness_at = config.readiness_at;
    options.service_pace = std::chrono::seconds{config.service_probe_s};
    options.screen.shows_reference_number = config.results_show_reference_number;
    options.screen.reception_complete = config.reception_complete;
    options.screen.next_place = base::value_named<ui::NextPlace>(config.reception_next_place).value();
    options.screen.still = config.panel_reduced_motion;
    options.screen.reader = base::value_named<domain::ReaderShape>(config.reader_shape).value();  // the schema's word
    return options;
}

}  // namespace uketsuke::wiring
