// SPDX-License-Identifier: Apache-2.0
#include "simulated_settings.hpp"

#include <fstream>

#include "firmware/reception/password_hash.hpp"
#include "ui/locale/languages.hpp"

namespace uketsuke::sim {

const std::vector<config::StaffCode>& staff_codes() {
    const auto hash_of = [](const char* code) {
        return reception::PasswordHash::of(base::Secret(code), 10).value().print();
    };
    static const std::vector<config::StaffCode> codes{{"desk-1", hash_of(kStaffPassword), {2028, 3, 31}},
                                                      {"desk-2", hash_of(kFormerStaffPassword), {2026, 10, 31}}};
    return codes;
}

config::Config simulated_settings() {
    config::Config settings;
    settings.reader_name = kCardReader;
    settings.reader_extended_apdus = "on";  // vpcd passes them on
    settings.camera_device = settings.card_front_camera_device = "/simulated";
    settings.results_facility_code = kSimulatedFacility;
    settings.panel_fullscreen = false;
    return settings;
}

void offer_every_language(config::Config& settings) {
    settings.language_offered.clear();
    for (const auto& row : ui::kLanguages) settings.language_offered.emplace_back(row.code);
}

config::Config installed(config::Config settings, const Paths& paths, const std::filesystem::path& folder) {
    settings.face_models = paths.models;
    settings.face_decoder = paths.decoder;
    settings.card_trusted_issuer = paths.card_pki / "face_record_roots.pub";
    settings.card_authorities = paths.card_pki / "authorities.crt";
    settings.service_ca = paths.service_pki / "ca.crt";
    settings.service_certificate = paths.service_pki / "client.crt";
    settings.service_key = paths.service_pki / "client.key";
    settings.guidance_file = paths.guidance;
    settings.sound_packs = paths.packs;
    settings.results_folder = folder / "face";
    for (auto* asked : {&settings.results_fhir_folder, &settings.requests_folder, &settings.requests_answers,
                        &settings.reception_clinic_data, &settings.appointments_folder})
        if (!asked->empty()) *asked = folder / *asked;
    settings.staff_calls_file = folder / "staff_calls.log";
    settings.audit_journal = folder / "audit.jsonl";
    settings.state_folder = folder;
    settings.metrics_file = folder / "uketsuke.prom";
    std::error_code error;  // the product says what is wrong with a folder
    for (const auto& made : {settings.results_folder, settings.results_fhir_folder, settings.requests_folder,
                             settings.requests_answers, settings.reception_clinic_data, settings.appointments_folder})
        if (!made.empty()) std::filesystem::create_directories(made, error);
    return settings;
}

std::filesystem::path settings_file(const std::filesystem::path& folder) {
    const auto file = folder / "uketsuke.toml";
    std::ofstream(file, std::ios::app).flush();
    return file;
}

}  // namespace uketsuke::sim
