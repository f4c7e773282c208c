// SPDX-License-Identifier: Apache-2.0
// The error catalogue: every way in which a card, a camera, a network, a file or a finger can fail, once.
// Numbers are shown on screen and never change. 001, 002 and 006 are the codes that today's readers publish.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "expected.hpp"

namespace uketsuke::base {

enum class ErrorCode {
    card_not_readable,
    card_not_mynumber,
    certificate_refused,
    card_mute,
    card_removed,
    card_busy,
    card_garbled,
    card_changed,
    phone_not_verified,
    card_cloned,
    certificate_untrusted,
    record_untrusted,
    pin_wrong,
    pin_locked,
    pin_unusable,
    staff_password_wrong,
    staff_password_locked,
    staff_code_expired,
    face_refused_often,
    number_b_unreadable,
    number_b_refused,
    number_b_floor,
    portrait_forged,
    portrait_undecodable,
    portrait_without_face,
    terminal_authentication_unavailable,
    record_text_forged,
    record_birth_forged,
    record_signature_forged,
    camera_missing,
    camera_stalled,
    face_not_matched,
    face_not_live,
    face_not_found,
    face_challenge_failed,
    camera_frozen,
    camera_repeated,
    camera_backwards,
    camera_swapped,
    service_unreachable,
    service_timeout,
    service_untrusted,
    service_garbled,
    service_mismatch,
    service_refused,
    not_registered,
    service_maintenance,
    certificate_unconfirmed,
    service_processing,
    result_undeliverable,
    audit_unwritable,
    result_uncertain,
    results_unfetched,
    journal_disagrees,
    fhir_undeliverable,
    daemon_missing,
    reader_missing,
    reader_denied,
    reader_changed,
    camera_changed,
    panel_lost,
    camera_view_poor,
    clinic_data_unreadable,
    appointments_unreadable,
    slip_paper_out,
    slip_failed,
    config_invalid,
    model_invalid,
    file_unreadable,
    clock_wrong,
    kiosk_certificate_ended,
    authority_ended,
    lists_overdue,
    setting_unsaved,
    closed_for_now,
    closed_for_check,
    internal,
    code_unseen,
    code_several,
    code_unknown,
    code_camera_missing,
};

/// What helps, in the order in which a screen may offer it.
enum class Remedy { retry, reinsert, other_method, wait, call_staff };

/// One line of the catalogue.
struct ErrorLine {
    ErrorCode code;
    int number;             ///< shown on screen as three digits; stable for ever
    std::string_view name;  ///< snake_case; the stem of its text keys "error.<name>"
    Remedy remedy;
};

/// All lines, in the order of ErrorCode.
std::span<const ErrorLine> error_catalogue();
const ErrorLine& line_of(ErrorCode code);
std::string_view name_of(ErrorCode code);
std::string_view name_of(Remedy remedy);

/// What went wrong. `detail` is for the log and the developer: it never holds a secret or a person's data.
struct Error {
    ErrorCode code;
    std::string detail;

    bool operator==(const Error&) const = default;
};

template <class T>
using Result = Expected<T, Error>;

/// `return fail(ErrorCode::card_removed, "...")`.
inline Unexpected<Error> fail(ErrorCode code, std::string detail = {}) { return {Error{code, std::move(detail)}}; }
/// Hands an error on: `return fail(result.error())`.
inline Unexpected<Error> fail(Error error) { return {std::move(error)}; }

}  // namespace uketsuke::base
