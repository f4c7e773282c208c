// SPDX-License-Identifier: Apache-2.0
#include "error.hpp"

#include <array>

#include "enumeration.hpp"

namespace uketsuke::base {
namespace {

using C = ErrorCode;
using R = Remedy;

constexpr auto kCatalogue = one_for_each<&ErrorLine::code>(std::array{
    ErrorLine{C::card_not_readable, 1, "card_not_readable", R::reinsert},
    ErrorLine{C::card_not_mynumber, 2, "card_not_mynumber", R::reinsert},
    ErrorLine{C::certificate_refused, 6, "certificate_refused", R::call_staff},
    ErrorLine{C::card_mute, 3, "card_mute", R::reinsert},
    ErrorLine{C::card_removed, 10, "card_removed", R::reinsert},
    ErrorLine{C::card_busy, 11, "card_busy", R::wait},
    ErrorLine{C::card_garbled, 12, "card_garbled", R::reinsert},
    ErrorLine{C::card_changed, 13, "card_changed", R::reinsert},
    ErrorLine{C::phone_not_verified, 14, "phone_not_verified", R::retry},
    ErrorLine{C::card_cloned, 15, "card_cloned", R::call_staff},
    ErrorLine{C::certificate_untrusted, 16, "certificate_untrusted", R::call_staff},
    ErrorLine{C::record_untrusted, 17, "record_untrusted", R::call_staff},
    ErrorLine{C::pin_wrong, 20, "pin_wrong", R::retry},
    ErrorLine{C::pin_locked, 21, "pin_locked", R::other_method},
    ErrorLine{C::pin_unusable, 22, "pin_unusable", R::other_method},
    ErrorLine{C::staff_password_wrong, 23, "staff_password_wrong", R::retry},
    ErrorLine{C::staff_password_locked, 24, "staff_password_locked", R::wait},
    ErrorLine{C::staff_code_expired, 25, "staff_code_expired", R::other_method},
    ErrorLine{C::face_refused_often, 26, "face_refused_often", R::other_method},
    ErrorLine{C::number_b_unreadable, 30, "number_b_unreadable", R::other_method},
    ErrorLine{C::number_b_refused, 31, "number_b_refused", R::other_method},
    ErrorLine{C::number_b_floor, 32, "number_b_floor", R::other_method},
    ErrorLine{C::portrait_forged, 33, "portrait_forged", R::call_staff},
    ErrorLine{C::portrait_undecodable, 34, "portrait_undecodable", R::other_method},
    ErrorLine{C::portrait_without_face, 35, "portrait_without_face", R::other_method},
    ErrorLine{C::terminal_authentication_unavailable, 36, "terminal_authentication_unavailable", R::other_method},
    ErrorLine{C::record_text_forged, 37, "record_text_forged", R::call_staff},
    ErrorLine{C::record_birth_forged, 38, "record_birth_forged", R::call_staff},
    ErrorLine{C::record_signature_forged, 39, "record_signature_forged", R::call_staff},
    ErrorLine{C::camera_missing, 40, "camera_missing", R::other_method},
    ErrorLine{C::camera_stalled, 41, "camera_stalled", R::other_method},
    ErrorLine{C::face_not_matched, 42, "face_not_matched", R::retry},
    ErrorLine{C::face_not_live, 43, "face_not_live", R::retry},
    ErrorLine{C::face_not_found, 44, "face_not_found", R::retry},
    ErrorLine{C::face_challenge_failed, 45, "face_challenge_failed", R::retry},
    ErrorLine{C::camera_frozen, 46, "camera_frozen", R::other_method},
    ErrorLine{C::camera_repeated, 47, "camera_repeated", R::other_method},
    ErrorLine{C::camera_backwards, 48, "camera_backwards", R::other_method},
    ErrorLine{C::camera_swapped, 49, "camera_swapped", R::other_method},
    ErrorLine{C::service_unreachable, 50, "service_unreachable", R::call_staff},
    ErrorLine{C::service_timeout, 51, "service_timeout", R::call_staff},
    ErrorLine{C::service_untrusted, 52, "service_untrusted", R::call_staff},
    ErrorLine{C::service_garbled, 53, "service_garbled", R::call_staff},
    ErrorLine{C::service_mismatch, 54, "service_mismatch", R::call_staff},
    ErrorLine{C::service_refused, 55, "service_refused", R::call_staff},
    ErrorLine{C::not_registered, 56, "not_registered", R::call_staff},
    ErrorLine{C::service_maintenance, 57, "service_maintenance", R::wait},
    ErrorLine{C::certificate_unconfirmed, 58, "certificate_unconfirmed", R::wait},
    ErrorLine{C::service_processing, 59, "service_processing", R::retry},
    ErrorLine{C::result_undeliverable, 60, "result_undeliverable", R::call_staff},
    ErrorLine{C::audit_unwritable, 61, "audit_unwritable", R::call_staff},
    ErrorLine{C::result_uncertain, 66, "result_uncertain", R::call_staff},
    ErrorLine{C::results_unfetched, 67, "results_unfetched", R::call_staff},
    ErrorLine{C::journal_disagrees, 68, "journal_disagrees", R::call_staff},
    ErrorLine{C::fhir_undeliverable, 69, "fhir_undeliverable", R::call_staff},
    ErrorLine{C::daemon_missing, 70, "daemon_missing", R::wait},
    ErrorLine{C::reader_missing, 71, "reader_missing", R::wait},
    ErrorLine{C::reader_denied, 72, "reader_denied", R::call_staff},
    ErrorLine{C::reader_changed, 73, "reader_changed", R::call_staff},
    ErrorLine{C::camera_changed, 74, "camera_changed", R::call_staff},
    ErrorLine{C::panel_lost, 75, "panel_lost", R::call_staff},
    ErrorLine{C::camera_view_poor, 76, "camera_view_poor", R::other_method},
    ErrorLine{C::clinic_data_unreadable, 77, "clinic_data_unreadable", R::call_staff},
    ErrorLine{C::slip_paper_out, 78, "slip_paper_out", R::call_staff},
    ErrorLine{C::slip_failed, 79, "slip_failed", R::call_staff},
    ErrorLine{C::config_invalid, 80, "config_invalid", R::call_staff},
    ErrorLine{C::model_invalid, 81, "model_invalid", R::call_staff},
    ErrorLine{C::file_unreadable, 82, "file_unreadable", R::call_staff},
    ErrorLine{C::clock_wrong, 83, "clock_wrong", R::call_staff},
    ErrorLine{C::kiosk_certificate_ended, 84, "kiosk_certificate_ended", R::call_staff},
    ErrorLine{C::authority_ended, 85, "authority_ended", R::call_staff},
    ErrorLine{C::lists_overdue, 86, "lists_overdue", R::call_staff},
    ErrorLine{C::setting_unsaved, 87, "setting_unsaved", R::retry},
    ErrorLine{C::closed_for_now, 88, "closed_for_now", R::call_staff},
    ErrorLine{C::closed_for_check, 89, "closed_for_check", R::call_staff},
    ErrorLine{C::internal, 90, "internal", R::call_staff},
    ErrorLine{C::code_unseen, 91, "code_unseen", R::retry},
    ErrorLine{C::code_several, 92, "code_several", R::retry},
    ErrorLine{C::code_unknown, 93, "code_unknown", R::other_method},
    ErrorLine{C::code_camera_missing, 94, "code_camera_missing", R::other_method},
    ErrorLine{C::appointments_unreadable, 95, "appointments_unreadable", R::call_staff},
});

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
