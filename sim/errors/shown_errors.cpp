// SPDX-License-Identifier: Apache-2.0
#include "shown_errors.hpp"

#include <array>

#include "firmware/base/enumeration.hpp"
#include "firmware/base/error_page.hpp"

namespace uketsuke::sim {
namespace {

using C = base::ErrorCode;

constexpr auto kShown = base::one_for_each<&ShownError::code>(std::array{
    ShownError{C::card_not_readable, "card garbage", "card_unreadable"},
    ShownError{C::card_not_mynumber, "card foreign", "card_foreign"},
    ShownError{C::certificate_refused, "person certificate", "certificate_revoked"},
    ShownError{C::card_mute, "card mute", "card_mute"},
    ShownError{C::card_removed, "remove", "card_pulled_everywhere"},
    ShownError{C::card_busy, "card busy", "card_busy"},
    ShownError{C::card_garbled, "card wrong", "card_garbled"},
    ShownError{C::card_changed, "card swap", "card_swapped"},
    ShownError{C::phone_not_verified, "phone locked", "phone_not_verified"},
    ShownError{C::card_cloned, "card copied otherkey", "card_cloned"},
    ShownError{C::certificate_untrusted, "person test_hierarchy=true", "certificate_untrusted"},
    ShownError{C::record_untrusted, "card tampered issuer", "record_untrusted"},
    ShownError{C::pin_wrong, "type a wrong PIN", "pin_wrong_then_right"},
    ShownError{C::pin_locked, "type wrong PINs", "pin_locked"},
    ShownError{C::pin_unusable, "person pin_tries=0", "pin_unusable"},
    ShownError{C::staff_password_wrong, "type a wrong password", "staff_password_wrong"},
    ShownError{C::staff_password_locked, "type wrong passwords", "staff_password_locked"},
    ShownError{C::staff_code_expired, "type an old code", "staff_code_expired"},
    ShownError{C::face_refused_often, "look at another person", "face_refused_often"},
    ShownError{C::number_b_unreadable, "card_front off", "number_b_unreadable"},
    ShownError{C::number_b_refused, "card_front wrong", "number_b_refused"},
    ShownError{C::number_b_floor, "card wrong 2 63C5", "number_b_floor_meanwhile"},
    ShownError{C::portrait_forged, "card tampered", "portrait_forged"},
    ShownError{C::portrait_undecodable, "decoder off", "decoder_crashed"},
    ShownError{C::portrait_without_face, "person portrait=blank", "portrait_blank"},
    ShownError{C::terminal_authentication_unavailable, "terminal off", "terminal_unavailable"},
    ShownError{C::record_text_forged, "card tampered name", "record_text_forged"},
    ShownError{C::record_birth_forged, "card tampered birth", "record_birth_forged"},
    ShownError{C::record_signature_forged, "card tampered signature", "record_signature_forged"},
    ShownError{C::camera_missing, "camera off", "camera_missing"},
    ShownError{C::camera_stalled, "camera stuck", "camera_stalled"},
    ShownError{C::face_not_matched, "look at another person", "face_impostor"},
    ShownError{C::face_not_live, "look mask", "face_not_live"},
    ShownError{C::face_not_found, "look nobody", "face_nobody"},
    ShownError{C::face_challenge_failed, "look photo", "challenge_photo_refused"},
    ShownError{C::camera_frozen, "camera frozen", "camera_frozen"},
    ShownError{C::camera_repeated, "camera repeated", "camera_repeated"},
    ShownError{C::camera_backwards, "camera backwards", "camera_backwards"},
    ShownError{C::camera_swapped, "camera swapped", "camera_swapped"},
    ShownError{C::service_unreachable, "service off", "service_down"},
    ShownError{C::service_timeout, "service stuck", "service_slow"},
    ShownError{C::service_untrusted, "service untrusted", "service_wrong_certificate"},
    ShownError{C::service_garbled, "service garbage", "service_garbage"},
    ShownError{C::service_mismatch, "service wrong", "service_other_answer"},
    ShownError{C::service_refused, "service refused", "service_refused"},
    ShownError{C::not_registered, "person registration=none", "not_registered"},
    ShownError{C::service_maintenance, "service maintenance", "service_maintenance"},
    ShownError{C::certificate_unconfirmed, "service renewal", "certificate_unconfirmed"},
    ShownError{C::service_processing, "service pending", "service_pending"},
    ShownError{C::result_undeliverable, "results off", "result_folder_gone"},
    ShownError{C::audit_unwritable, "audit off", "audit_unwritable"},
    ShownError{C::result_uncertain, "a share hangs at a rename", "kiosk test"},
    ShownError{C::results_unfetched, "a result that nobody fetches", "files test"},
    ShownError{C::journal_disagrees, "a journal moved away", "files test"},
    ShownError{C::fhir_undeliverable, "a folder of FHIR files that is gone", "files test"},
    ShownError{C::daemon_missing, "daemon off", "daemon_gone"},
    ShownError{C::reader_missing, "reader off", "reader_gone"},
    ShownError{C::reader_denied, "pcsc policy", "driver test"},
    ShownError{C::reader_changed, "reader changed", "reader_changed"},
    ShownError{C::camera_changed, "camera changed", "camera_changed"},
    ShownError{C::panel_lost, "a panel that is unplugged", "kiosk test"},
    ShownError{C::camera_view_poor, "faces refused and PINs right", "kiosk test"},
    ShownError{C::clinic_data_unreadable, "a list of the clinic that is none", "differences test"},
    ShownError{C::slip_paper_out, "a printer without paper", "escpos test"},
    ShownError{C::slip_failed, "a printer whose cover is open", "escpos test"},
    ShownError{C::config_invalid, "a config file", "config test"},
    ShownError{C::model_invalid, "a model file", "model test"},
    ShownError{C::file_unreadable, "a missing file", "config test"},
    ShownError{C::clock_wrong, "clock late", "clock_late"},
    ShownError{C::kiosk_certificate_ended, "a certificate file", "terms test"},
    ShownError{C::authority_ended, "a certificate file", "terms test"},
    ShownError{C::lists_overdue, "a list file", "terms test"},
    ShownError{C::setting_unsaved, "settings off", "settings_unwritable"},
    ShownError{C::closed_for_now, "the desk closes it", "desk_closes"},
    ShownError{C::closed_for_check, "the desk closes it for a check", "desk_closes"},
    ShownError{C::appointments_unreadable, "a list of appointments that is none", "appointment_list_broken"},
    ShownError{C::internal, "none: a defect", "none: a defect"},
    ShownError{C::code_unseen, "nothing is laid down", "code_problems"},
    ShownError{C::code_several, "lay with two codes", "code_problems"},
    ShownError{C::code_unknown, "lay with another code", "code_problems"},
    ShownError{C::code_camera_missing, "card_front off", "code_problems"},
});

const ShownError& shown(C code) { return kShown.at(base::index_of(code)); }

}  // namespace

std::span<const ShownError> shown_errors() { return kShown; }

std::string print_errors() {
    constexpr std::array kColumns{
        base::ErrorColumn{"fault", [](C code) { return shown(code).fault; }},
        base::ErrorColumn{"shown by", [](C code) { return shown(code).scenario; }},
    };
    return base::print_errors(
        "Printed by `uketsuke-sim errors` from two tables: the catalogue in `firmware/base/error.cpp`, and what "
        "provokes\n"
        "and shows each error, in `sim/errors/shown_errors.cpp`; a test holds this page to them. The fault is the\n"
        "simulator's word that provokes the error (docs/scenarios.md), the scenario is the one in `tests/scenario`, "
        "or\n"
        "the test, that shows it.\n",
        kColumns);
}

}  // namespace uketsuke::sim
