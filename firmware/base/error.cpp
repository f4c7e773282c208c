// SPDX-License-Identifier: Apache-2.0
#include "error.hpp"

#include <array>

namespace uketsuke::base {
namespace {

using C = ErrorCode;
using R = Remedy;

constexpr std::array kCatalogue{
    ErrorLine{C::card_not_readable, 1, "card_not_readable", R::reinsert, "card garbage", "card_unreadable"},
    ErrorLine{C::card_not_mynumber, 2, "card_not_mynumber", R::reinsert, "card foreign", "card_foreign"},
    ErrorLine{C::certificate_refused, 6, "certificate_refused", R::call_staff, "person certificate",
              "certificate_revoked"},
    ErrorLine{C::card_mute, 3, "card_mute", R::reinsert, "card mute", "card_mute"},
    ErrorLine{C::card_removed, 10, "card_removed", R::reinsert, "remove", "card_pulled_everywhere"},
    ErrorLine{C::card_busy, 11, "card_busy", R::wait, "card busy", "card_busy"},
    ErrorLine{C::card_garbled, 12, "card_garbled", R::reinsert, "card wrong", "card_garbled"},
    ErrorLine{C::card_changed, 13, "card_changed", R::reinsert, "card swap", "card_swapped"},
    ErrorLine{C::phone_not_verified, 14, "phone_not_verified", R::retry, "phone locked", "phone_not_verified"},
    ErrorLine{C::card_cloned, 15, "card_cloned", R::call_staff, "card copied otherkey", "card_cloned"},
    ErrorLine{C::certificate_untrusted, 16, "certificate_untrusted", R::call_staff, "person test_hierarchy=true",
              "certificate_untrusted"},
    ErrorLine{C::record_untrusted, 17, "record_untrusted", R::call_staff, "card tampered issuer", "record_untrusted"},
    ErrorLine{C::pin_wrong, 20, "pin_wrong", R::retry, "type a wrong PIN", "pin_wrong_then_right"},
    ErrorLine{C::pin_locked, 21, "pin_locked", R::other_method, "type wrong PINs", "pin_locked"},
    ErrorLine{C::pin_unusable, 22, "pin_unusable", R::other_method, "person pin_tries=0", "pin_unusable"},
    ErrorLine{C::staff_password_wrong, 23, "staff_password_wrong", R::retry, "type a wrong password",
              "staff_password_wrong"},
    ErrorLine{C::staff_password_locked, 24, "staff_password_locked", R::wait, "type wrong passwords",
              "staff_password_locked"},
    ErrorLine{C::surface_unreadable, 30, "surface_unreadable", R::other_method, "surface off", "surface_unreadable"},
    ErrorLine{C::surface_number_refused, 31, "surface_number_refused", R::other_method, "surface wrong",
              "surface_refused"},
    ErrorLine{C::surface_number_floor, 32, "surface_number_floor", R::other_method, "card wrong 2 63C5",
              "surface_floor_meanwhile"},
    ErrorLine{C::portrait_forged, 33, "portrait_forged", R::call_staff, "card tampered", "portrait_forged"},
    ErrorLine{C::portrait_undecodable, 34, "portrait_undecodable", R::other_method, "decoder off", "decoder_crashed"},
    ErrorLine{C::portrait_without_face, 35, "portrait_without_face", R::other_method, "person portrait=blank",
              "portrait_blank"},
    ErrorLine{C::terminal_authentication_unavailable, 36, "terminal_authentication_unavailable", R::other_method,
              "terminal off", "terminal_unavailable"},
    ErrorLine{C::record_text_forged, 37, "record_text_forged", R::call_staff, "card tampered name",
              "record_text_forged"},
    ErrorLine{C::record_birth_forged, 38, "record_birth_forged", R::call_staff, "card tampered birth",
              "record_birth_forged"},
    ErrorLine{C::record_signature_forged, 39, "record_signature_forged", R::call_staff, "card tampered signature",
              "record_signature_forged"},
    ErrorLine{C::camera_missing, 40, "camera_missing", R::other_method, "camera off", "camera_missing"},
    ErrorLine{C::camera_stalled, 41, "camera_stalled", R::other_method, "camera stuck", "camera_stalled"},
    ErrorLine{C::face_not_matched, 42, "face_not_matched", R::retry, "look at another person", "face_impostor"},
    ErrorLine{C::face_not_live, 43, "face_not_live", R::retry, "look mask", "face_not_live"},
    ErrorLine{C::face_not_found, 44, "face_not_found", R::retry, "look nobody", "face_nobody"},
    ErrorLine{C::face_challenge_failed, 45, "face_challenge_failed", R::retry, "look photo", "challenge_photo_refused"},
    ErrorLine{C::camera_frozen, 46, "camera_frozen", R::other_method, "camera frozen", "camera_frozen"},
    ErrorLine{C::camera_repeated, 47, "camera_repeated", R::other_method, "camera repeated", "camera_repeated"},
    ErrorLine{C::camera_backwards, 48, "camera_backwards", R::other_method, "camera backwards", "camera_backwards"},
    ErrorLine{C::camera_swapped, 49, "camera_swapped", R::other_method, "camera swapped", "camera_swapped"},
    ErrorLine{C::service_unreachable, 50, "service_unreachable", R::call_staff, "service off", "service_down"},
    ErrorLine{C::service_timeout, 51, "service_timeout", R::call_staff, "service stuck", "service_slow"},
    ErrorLine{C::service_untrusted, 52, "service_untrusted", R::call_staff, "service untrusted",
              "service_wrong_certificate"},
    ErrorLine{C::service_garbled, 53, "service_garbled", R::call_staff, "service garbage", "service_garbage"},
    ErrorLine{C::service_mismatch, 54, "service_mismatch", R::call_staff, "service wrong", "service_other_answer"},
    ErrorLine{C::service_refused, 55, "service_refused", R::call_staff, "service refused", "service_refused"},
    ErrorLine{C::not_registered, 56, "not_registered", R::call_staff, "person registration=none", "not_registered"},
    ErrorLine{C::service_maintenance, 57, "service_maintenance", R::wait, "service maintenance", "service_maintenance"},
    ErrorLine{C::certificate_unconfirmed, 58, "certificate_unconfirmed", R::wait, "service renewal",
              "certificate_unconfirmed"},
    ErrorLine{C::result_undeliverable, 60, "result_undeliverable", R::call_staff, "results off", "result_folder_gone"},
    ErrorLine{C::audit_unwritable, 61, "audit_unwritable", R::call_staff, "audit off", "audit_unwritable"},
    ErrorLine{C::daemon_missing, 70, "daemon_missing", R::wait, "daemon off", "daemon_gone"},
    ErrorLine{C::reader_missing, 71, "reader_missing", R::wait, "reader off", "reader_gone"},
    ErrorLine{C::reader_denied, 72, "reader_denied", R::call_staff, "pcsc policy", "driver test"},
    ErrorLine{C::config_invalid, 80, "config_invalid", R::call_staff, "a config file", "config test"},
    ErrorLine{C::model_invalid, 81, "model_invalid", R::call_staff, "a model file", "model test"},
    ErrorLine{C::file_unreadable, 82, "file_unreadable", R::call_staff, "a missing file", "config test"},
    ErrorLine{C::internal, 90, "internal", R::call_staff, "none: a defect", "none: a defect"},
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kCatalogue.size(); ++i)
        if (kCatalogue[i].code != static_cast<ErrorCode>(i)) return false;
    return kCatalogue.size() == static_cast<std::size_t>(ErrorCode::internal) + 1;
}
static_assert(in_order(), "the catalogue has one line for each ErrorCode, in its order");

}  // namespace

std::span<const ErrorLine> error_catalogue() { return kCatalogue; }
const ErrorLine& line_of(ErrorCode code) { return kCatalogue.at(static_cast<std::size_t>(code)); }
std::string_view name_of(ErrorCode code) { return line_of(code).name; }

std::string_view name_of(Remedy remedy) {
    switch (remedy) {
        case Remedy::retry: return "retry";
        case Remedy::reinsert: return "reinsert";
        case Remedy::other_method: return "other method";
        case Remedy::wait: return "wait";
        case Remedy::call_staff: return "call staff";
    }
    return "";
}

}  // namespace uketsuke::base
