// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "rows.hpp"

namespace uketsuke::flow::rows {
namespace {

using namespace guards;
using namespace changes;
using S = State;
using E = EventKind;
using A = Action;

constexpr std::array kCard{
    // out of service and back
    row(S::out_of_service, E::device_up, all_there_and_card, to(S::reading_card), begin_with_lying_card),
    row(S::out_of_service, E::device_up, all_there, to(S::idle), device_up),
    row(S::out_of_service, E::device_up, always, stay, device_up),
    row(S::out_of_service, E::device_down, always, stay, device_down),
    row(S::out_of_service, E::card_present, a_card, stay, note_card),
    row(S::out_of_service, E::card_present, always, stay),
    row(S::out_of_service, E::card_removed, same_card, stay, card_gone),
    row(S::out_of_service, E::time_out, always, stay, call_cancelled),

    // a phone instead of a card
    tap(S::idle, A::use_phone, phone_offered, to(S::choose_phone)),
    tap(S::choose_phone, A::iphone, phone_offered, to(S::phone_wait), phone_chosen<domain::Medium::iphone>),
    tap(S::choose_phone, A::android, phone_offered, to(S::phone_wait), phone_chosen<domain::Medium::android>),
    tap(S::choose_phone, A::back, always, to(S::idle)),
    row(S::choose_phone, E::time_out, always, to(S::idle)),
    tap(S::phone_wait, A::back, phone_offered, to(S::choose_phone)),
    tap(S::phone_wait, A::end_visit, always, to(S::idle)),
    row(S::phone_wait, E::time_out, always, to(S::idle)),

    // the card
    row(S::reading_card, E::card_read, revoked_by_list, to(S::certificate_refused), keep_refusal),
    row(S::reading_card, E::card_read, failed, to(S::card_problem), note_error),
    row(S::reading_card, E::card_read, is_iphone, to(S::phone_challenge), keep_iphone),
    row(S::reading_card, E::card_read, pin_unusable, to(S::pin_unusable), keep_info),
    row(S::reading_card, E::card_read, is_android, to(S::pin_entry), keep_info),
    row(S::reading_card, E::card_read, always, to(S::choose_identity), keep_info),
    row(S::reading_card, E::time_out, always, to(S::card_problem), because<ErrorCode::card_not_readable>),
    row(S::card_problem, E::time_out, always, to(S::take_card)),

    // who is it: the choice
    tap(S::choose_identity, A::choose_face, face_offered, to(S::face_capture)),
    tap(S::choose_identity, A::choose_pin, pin_usable, to(S::pin_entry)),
    tap(S::choose_identity, A::choose_staff, staff_offered, to(S::staff_password)),
    tap(S::choose_identity, A::accompanied, always, to(S::accompanied), with_helper),
    tap(S::choose_identity, A::end_visit, always, to(S::take_card)),
    tap(S::pin_unusable, A::choose_face, face_offered, to(S::face_capture)),
    tap(S::pin_unusable, A::choose_staff, staff_offered, to(S::staff_password)),
    tap(S::pin_unusable, A::accompanied, always, to(S::accompanied), with_helper),
    tap(S::pin_unusable, A::show_guidance, always, to(S::guidance)),
    tap(S::pin_unusable, A::end_visit, always, to(S::take_card)),
    tap(S::accompanied, A::choose_face, face_offered, to(S::face_capture)),
    tap(S::accompanied, A::choose_staff, staff_offered, to(S::staff_password)),
    tap(S::accompanied, A::back, always, choice, without_helper),
    tap(S::accompanied, A::end_visit, always, to(S::take_card)),
};

constexpr std::array kPin{
    row(S::pin_entry, E::pin_changed, always, stay, count_digits),
    tap(S::pin_entry, A::confirm, typed_last, to(S::pin_last_try)),
    tap(S::pin_entry, A::confirm, typed, to(S::pin_challenge)),
    tap(S::pin_entry, A::back, always, choice),
    tap(S::pin_last_try, A::confirm, typed, to(S::pin_challenge), confirm_last),
    tap(S::pin_last_try, A::back, always, choice),
    row(S::pin_challenge, E::challenge_ready, failed, to(S::service_failed), note_error),
    row(S::pin_challenge, E::challenge_ready, always, to(S::pin_verifying), challenged),
    row(S::pin_challenge, E::time_out, always, to(S::service_failed), because<ErrorCode::service_timeout>),
    row(S::pin_verifying, E::pin_answered, failed, to(S::card_problem), note_error),
    row(S::pin_verifying, E::pin_answered, pin_right, to(S::authenticating), signed_by_pin),
    row(S::pin_verifying, E::pin_answered, pin_exhausted, to(S::pin_locked), tries_after_wrong),
    row(S::pin_verifying, E::pin_answered, always, to(S::pin_wrong), tries_after_wrong),
    row(S::pin_verifying, E::time_out, always, to(S::card_problem), because<ErrorCode::card_not_readable>),
    tap(S::pin_wrong, A::retry, pin_usable, to(S::pin_entry)),
    tap(S::pin_wrong, A::choose_face, face_offered, to(S::face_capture)),
    tap(S::pin_wrong, A::choose_staff, staff_offered, to(S::staff_password)),
    tap(S::pin_wrong, A::end_visit, always, to(S::take_card)),
    tap(S::pin_locked, A::choose_face, face_offered, to(S::face_capture)),
    tap(S::pin_locked, A::choose_staff, staff_offered, to(S::staff_password)),
    tap(S::pin_locked, A::show_guidance, always, to(S::guidance)),
    tap(S::pin_locked, A::end_visit, always, to(S::take_card)),
};

constexpr std::array kFace{
    // the photo and the live face come in any order
    row(S::face_capture, E::portrait_ready, card_fault, to(S::card_problem), note_error),
    row(S::face_capture, E::portrait_ready, digits_unreadable, to(S::surface_entry), ask_digits),
    row(S::face_capture, E::portrait_ready, failed, to(S::face_unavailable), no_face_way),
    row(S::face_capture, E::portrait_ready, live_face_ready_and_portrait, to(S::face_deciding), have_portrait),
    row(S::face_capture, E::live_ready, portrait_ready, to(S::face_deciding), have_live),
    row(S::face_capture, E::live_ready, always, stay, have_live),
    row(S::face_capture, E::advice_held, always, stay, show_advice),
    row(S::face_capture, E::camera_failed, always, to(S::face_unavailable), no_face_way),
    row(S::face_capture, E::device_down, is_camera, to(S::face_unavailable), device_down),
    row(S::face_capture, E::time_out, live_face_but_no_portrait, to(S::card_problem),
        because<ErrorCode::card_not_readable>),
    row(S::face_capture, E::time_out, always, to(S::face_refused), count_attempt),
    tap(S::face_capture, A::choose_pin, pin_usable, to(S::pin_entry)),
    tap(S::face_capture, A::back, always, choice),
    // the printed digits could not be read
    row(S::surface_entry, E::pin_changed, always, stay, count_digits),
    tap(S::surface_entry, A::confirm, typed_surface, to(S::surface_reading), digits_typed),
    tap(S::surface_entry, A::back, always, choice),
    row(S::surface_reading, E::portrait_ready, card_fault, to(S::card_problem), note_error),
    row(S::surface_reading, E::portrait_ready, failed, to(S::face_unavailable), no_face_way),
    row(S::surface_reading, E::portrait_ready, face_offered, to(S::face_capture), have_portrait),
    row(S::surface_reading, E::portrait_ready, always, to(S::face_unavailable), because<ErrorCode::camera_missing>),
    row(S::surface_reading, E::time_out, always, to(S::card_problem), because<ErrorCode::card_not_readable>),
    // the decision
    row(S::face_deciding, E::decided, face_matched, to(S::terminal_challenge), identified_by<Way::face>),
    row(S::face_deciding, E::decided, photo_unusable, to(S::face_unavailable), no_face_way),
    row(S::face_deciding, E::decided, always, to(S::face_refused), count_attempt),
    row(S::face_deciding, E::time_out, always, to(S::face_refused), count_attempt),
    tap(S::face_refused, A::retry, face_offered, to(S::face_capture)),
    tap(S::face_refused, A::choose_pin, pin_usable, to(S::pin_entry)),
    tap(S::face_refused, A::choose_staff, staff_offered, to(S::staff_password)),
    tap(S::face_refused, A::show_guidance, always, to(S::guidance)),
    tap(S::face_refused, A::end_visit, always, to(S::take_card)),
    tap(S::face_unavailable, A::choose_pin, pin_usable, to(S::pin_entry)),
    tap(S::face_unavailable, A::choose_staff, staff_offered, to(S::staff_password)),
    tap(S::face_unavailable, A::show_guidance, always, to(S::guidance)),
    tap(S::face_unavailable, A::end_visit, always, to(S::take_card)),
};

constexpr std::array kStaff{
    // staff check by eye: the password first, then the comparison
    row(S::staff_password, E::pin_changed, always, stay, count_digits),
    tap(S::staff_password, A::confirm, password_typed, to(S::staff_checking)),
    tap(S::staff_password, A::back, always, choice),
    row(S::staff_checking, E::staff_checked, failed, to(S::staff_refused), note_error),
    row(S::staff_checking, E::staff_checked, password_right, to(S::staff_confirm), password_met),
    row(S::staff_checking, E::staff_checked, always, to(S::staff_refused), password_met),
    row(S::staff_checking, E::time_out, always, to(S::staff_refused), because<ErrorCode::file_unreadable>),
    tap(S::staff_refused, A::retry, not_locked, to(S::staff_password)),
    tap(S::staff_refused, A::back, always, choice),
    tap(S::staff_refused, A::end_visit, always, to(S::take_card)),
    tap(S::staff_confirm, A::confirm, staff_offered, to(S::terminal_challenge), identified_by<Way::staff>),
    tap(S::staff_confirm, A::refuse, always, to(S::guidance), not_the_person),
    tap(S::staff_confirm, A::back, always, choice),
    row(S::staff_confirm, E::time_out, always, choice),

    // the signature without PIN
    row(S::terminal_challenge, E::challenge_ready, failed, to(S::service_failed), note_error),
    row(S::terminal_challenge, E::challenge_ready, always, to(S::terminal_signing), challenged),
    row(S::terminal_challenge, E::time_out, always, to(S::service_failed), because<ErrorCode::service_timeout>),
    row(S::terminal_signing, E::signed_, card_fault, to(S::card_problem), note_error),
    row(S::terminal_signing, E::signed_, failed, to(S::face_unavailable), no_terminal),
    row(S::terminal_signing, E::signed_, always, to(S::authenticating)),
    row(S::terminal_signing, E::time_out, always, to(S::card_problem), because<ErrorCode::card_not_readable>),

    // an iPhone, whose owner the phone has checked
    row(S::phone_challenge, E::challenge_ready, failed, to(S::service_failed), note_error),
    row(S::phone_challenge, E::challenge_ready, always, to(S::phone_signing), challenged),
    row(S::phone_challenge, E::time_out, always, to(S::service_failed), because<ErrorCode::service_timeout>),
    row(S::phone_signing, E::signed_, failed, to(S::card_problem), note_error),
    row(S::phone_signing, E::signed_, always, to(S::authenticating), signed_by_phone),
    row(S::phone_signing, E::time_out, always, to(S::card_problem), because<ErrorCode::card_not_readable>),
};

}  // namespace

std::span<const Row> card_rows() { return kCard; }
std::span<const Row> pin_rows() { return kPin; }
std::span<const Row> face_rows() { return kFace; }
std::span<const Row> staff_rows() { return kStaff; }

}  // namespace uketsuke::flow::rows
