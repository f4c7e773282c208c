// SPDX-License-Identifier: Apache-2.0
// The kiosk's settings: one TOML file, one schema table (schema.cpp) from which the loader, the reference page
// docs/config.md and the sample packaging/uketsuke.toml are made. What is not set has the value written here.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "firmware/domain/questions.hpp"

namespace uketsuke::config {

/// What one of the staff types for a staff check (目視).
struct StaffCode {
    std::string name;    ///< a label for journal and desk
    std::string hash;    ///< reception::PasswordHash
    base::Date expires;  ///< its last day, in Japan
    bool operator==(const StaffCode&) const = default;
};

/// The label of staff_check.password_hash, which has none.
constexpr std::string_view kOnePassword = "facility";

/// Members are named after their keys: reader.name is reader_name. Paths in the file are taken from the file's folder.
struct Config {
    std::string reader_name;
    std::string reader_port;
    std::string reader_extended_apdus = "auto";
    std::string reader_shape = "flat";
    std::string phone_reader_name;
    std::string phone_reader_port;
    std::string camera_device = "/dev/video0";
    bool camera_required = true;
    std::string card_front_camera_device;
    bool number_b_typing = true;
    bool card_front_camera_codes = false;
    std::string infrared_camera_device;
    bool infrared_camera_required = false;

    std::filesystem::path face_models = "/usr/share/uketsuke/models";
    std::filesystem::path face_decoder = "/usr/libexec/uketsuke/uketsuke-photo";
    std::string face_operating_point = "default";
    int face_challenge_prompts = 2;
    int face_tell_rejected_percent = 20;
    std::filesystem::path card_trusted_issuer = "/etc/uketsuke/card_issuers.pem";
    std::filesystem::path card_authorities = "/etc/uketsuke/card_authorities.pem";
    std::filesystem::path card_revocation_lists;
    std::string card_ocsp_url;
    int card_ocsp_deadline_ms = 1000;
    std::string card_revocation_stale = "accept";

    std::string service_url = "https://localhost:8443";
    std::filesystem::path service_ca = "/etc/uketsuke/service_ca.pem";
    std::filesystem::path service_certificate = "/etc/uketsuke/kiosk.pem";
    std::filesystem::path service_key = "/etc/uketsuke/kiosk.key";
    std::string service_key_source = "file";
    std::string service_key_uri;
    std::filesystem::path service_key_module;
    std::filesystem::path service_key_pin;
    int service_deadline_ms = 10000;
    std::filesystem::path service_link;
    int service_probe_s = 120;

    std::filesystem::path results_folder = "/srv/oqs/face";
    std::string results_marker;
    int results_tell_after_minutes = 60;
    int results_remove_after_hours = 168;
    int results_touch_after_ms = 500;
    std::string results_encoding = "utf-8";
    std::string results_line_end = "lf";
    std::string results_identifier = "{kiosk}-{visit}";
    std::string results_kiosk = "kiosk1";
    std::filesystem::path results_fhir_folder;
    bool results_show_reference_number = true;
    std::filesystem::path requests_folder, requests_answers;
    std::string results_facility_code = "0000000000";
    std::string prescription_setting = "unused";
    std::string prescription_asked = "elsewhere";
    bool prescription_pharmacy = false;
    domain::ForEachQuestion<bool> asks;  ///< questions that only some facilities ask
    std::filesystem::path guidance_file = "/etc/uketsuke/guidance.toml";

    bool reception_complete = false;
    std::string reception_next_place = "announced";
    std::string reception_number = "{1}";
    std::filesystem::path reception_clinic_data;

    std::filesystem::path appointments_folder;
    int appointments_early_minutes = 60;
    int appointments_late_minutes = 15;

    std::filesystem::path printer_device;
    std::string printer_baud = "19200";
    std::string printer_paper = "80mm";
    std::string printer_my_way = "otherwise";

    std::vector<StaffCode> staff_check_codes;
    std::string staff_check_password_hash;
    int staff_check_tries = 5;
    int staff_check_lock_minutes = 15;
    std::filesystem::path staff_calls_file = "/srv/oqs/staff_calls.log";
    std::filesystem::path desk_socket;
    int desk_keep_names_minutes = 30;
    std::filesystem::path audit_journal = "/var/lib/uketsuke/audit.jsonl";
    std::filesystem::path state_folder = "/var/lib/uketsuke";
    std::filesystem::path metrics_file;
    std::string readiness_at = "07:30";

    int panel_width_px = 1280;
    int panel_height_px = 800;
    double panel_diagonal_inch = 10.1;
    bool panel_fullscreen = true;
    std::string panel_layout = "automatic";
    int panel_brightness_percent = 100;
    int panel_dark_after_minutes = 0;
    bool panel_reduced_motion = false;
    std::string screen_text_size = "standard";
    std::string screen_theme = "standard";
    bool screen_slow = false;
    bool screen_reach = false;
    bool screen_hold = false;
    int sound_volume_percent = 60;
    std::string sound_loudspeaker, sound_headphones;
    int sound_loudspeaker_db = 85, sound_headphones_db = 100;
    std::filesystem::path sound_packs = "/usr/share/uketsuke/packs";
    std::string voice_keypad_device;
    std::string voice_headphones_device;
    int voice_announce_s = 0;
    std::string language_default = "ja";
    std::vector<std::string> language_offered{"ja", "en"};  ///< ui::reviewed_languages()
    std::string log_level = "warning";

    bool operator==(const Config&) const = default;
};

/// Errors: file_unreadable; config_invalid with "file:line:column: what is wrong".
base::Result<Config> load_config(const std::filesystem::path& file);
/// The same for a text; `file` names it in messages and is where its paths start. Errors: config_invalid.
base::Result<Config> parse_config(std::string_view toml, const std::filesystem::path& file);

/// docs/config.md.
std::string print_reference();
/// packaging/uketsuke.toml.
std::string print_sample();

}  // namespace uketsuke::config
