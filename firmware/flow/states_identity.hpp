// SPDX-License-Identifier: Apache-2.0
// Identity by PIN, by face with its typed digits, by staff, and the signature without PIN. Internal to flow: states.hpp
// puts the parts together.
#pragma once

#include "entry.hpp"

namespace uketsuke::flow::parts {

using namespace guards;
using namespace changes;
using S = State;
using E = EventKind;
using A = Action;
using P = Progress;
using D = domain::DeskNote::Kind;

inline constexpr int kPin = static_cast<int>(domain::kPinDigits);
inline constexpr int kSurfaceNumber = static_cast<int>(domain::kSurfaceNumberDigits);

inline constexpr Entry kIdentity[] = {
    StateRow{.state = S::pin_entry,
             .progress = P::identity,
             .delay = Delay::pin,
             .pin = true,
             .digits = kPin,
             .prompt = "prompt.pin_entry"},
    row(E::pin_changed, always, stay, count_digits),
    tap(A::confirm, typed_last, to(S::pin_last_try)),
    tap(A::confirm, typed, to(S::pin_challenge)),
    tap(A::back, always, choice),

    StateRow{.state = S::pin_last_try,
             .progress = P::identity,
             .delay = Delay::pin,
             .pin = true,
             .resume = S::pin_entry,
             .audit = "pin_last_try_warned",
             .earcon = "attention"},
    tap(A::confirm, typed, to(S::pin_challenge), confirm_last),
    tap(A::back, always, choice),

    StateRow{.state = S::pin_challenge,
             .progress = P::identity,
             .delay = Delay::service_job,
             .job = EffectKind::fetch_challenge,
             .pin = true,
             .busy = true},
    row(E::challenge_ready, failed, to(S::service_failed), note_error),
    row(E::challenge_ready, always, to(S::pin_verifying), challenged),
    row(E::time_out, always, to(S::service_failed), because<ErrorCode::service_timeout>),

    StateRow{.state = S::pin_verifying,
             .progress = P::identity,
             .delay = Delay::card_job,
             .job = EffectKind::verify_pin,
             .pin = true,
             .busy = true},
    row(E::pin_answered, failed, to(S::card_problem), note_error),
    row(E::pin_answered, pin_right, to(S::authenticating), signed_by_pin),
    row(E::pin_answered, pin_exhausted, to(S::pin_locked), tries_after_wrong),
    row(E::pin_answered, always, to(S::pin_wrong), tries_after_wrong),
    row(E::time_out, always, to(S::card_problem), because<ErrorCode::card_not_readable>),

    StateRow{.state = S::pin_wrong,
             .progress = P::identity,
             .delay = Delay::touch,
             .audit = "pin_wrong",
             .earcon = "attention"},
    tap(A::retry, pin_usable, to(S::pin_entry)),
    tap(A::choose_face, face_offered, to(S::face_capture)),
    tap(A::choose_staff, staff_offered, to(S::staff_password)),
    tap(A::end_visit, always, to(S::take_card)),

    StateRow{.state = S::pin_locked,
             .progress = P::identity,
             .delay = Delay::touch,
             .audit = "pin_locked",
             .earcon = "attention"},
    tap(A::choose_face, face_offered, to(S::face_capture)),
    tap(A::choose_staff, staff_offered, to(S::staff_password)),
    tap(A::show_guidance, always, to(S::guidance)),
    tap(A::end_visit, always, to(S::take_card)),

    // The photo and the live face come in any order.
    StateRow{.state = S::face_capture,
             .progress = P::identity,
             .delay = Delay::face,
             .job = EffectKind::read_portrait,
             .camera = true,
             .resume = S::choose_identity,
             .prompt = "prompt.face_capture"},
    row(E::portrait_ready, card_fault, to(S::card_problem), note_error),
    row(E::portrait_ready, digits_unreadable, to(S::surface_entry), ask_digits),
    row(E::portrait_ready, failed, to(S::face_unavailable), no_face_way),
    row(E::portrait_ready, live_face_ready_and_portrait, to(S::face_deciding), have_portrait),
    row(E::live_ready, portrait_ready, to(S::face_deciding), have_live),
    row(E::live_ready, always, stay, have_live),
    row(E::advice_held, always, stay, show_advice),
    row(E::camera_failed, always, to(S::face_unavailable), no_face_way),
    row(E::device_down, is_camera, to(S::face_unavailable), device_down),
    row(E::time_out, live_face_but_no_portrait, to(S::card_problem), because<ErrorCode::card_not_readable>),
    row(E::time_out, always, to(S::face_refused), count_attempt),
    tap(A::choose_pin, pin_usable, to(S::pin_entry)),
    tap(A::back, always, choice),

    // The printed digits could not be read.
    StateRow{.state = S::surface_entry,
             .progress = P::identity,
             .delay = Delay::pin,
             .pin = true,
             .audit = "surface_asked",
             .digits = kSurfaceNumber},
    row(E::pin_changed, always, stay, count_digits),
    tap(A::confirm, typed_surface, to(S::surface_reading), digits_typed),
    tap(A::back, always, choice),

    StateRow{.state = S::surface_reading,
             .progress = P::identity,
             .delay = Delay::card_job,
             .job = EffectKind::read_portrait,
             .pin = true,
             .busy = true},
    row(E::portrait_ready, card_fault, to(S::card_problem), note_error),
    row(E::portrait_ready, failed, to(S::face_unavailable), no_face_way),
    row(E::portrait_ready, face_offered, to(S::face_capture), have_portrait),
    row(E::portrait_ready, always, to(S::face_unavailable), because<ErrorCode::camera_missing>),
    row(E::time_out, always, to(S::card_problem), because<ErrorCode::card_not_readable>),

    StateRow{.state = S::face_deciding,
             .progress = P::identity,
             .delay = Delay::decision_job,
             .job = EffectKind::decide_face,
             .busy = true},
    row(E::decided, face_matched, to(S::terminal_challenge), identified_by<Way::face>),
    row(E::decided, photo_unusable, to(S::face_unavailable), no_face_way),
    row(E::decided, always, to(S::face_refused), count_attempt),
    row(E::time_out, always, to(S::face_refused), count_attempt),

    StateRow{.state = S::face_refused,
             .progress = P::identity,
             .delay = Delay::touch,
             .audit = "face_refused",
             .earcon = "attention"},
    tap(A::retry, face_offered, to(S::face_capture)),
    tap(A::choose_pin, pin_usable, to(S::pin_entry)),
    tap(A::choose_staff, staff_offered, to(S::staff_password)),
    tap(A::show_guidance, always, to(S::guidance)),
    tap(A::end_visit, always, to(S::take_card)),

    StateRow{.state = S::face_unavailable,
             .progress = P::identity,
             .delay = Delay::touch,
             .audit = "face_unavailable",
             .earcon = "attention"},
    tap(A::choose_pin, pin_usable, to(S::pin_entry)),
    tap(A::choose_staff, staff_offered, to(S::staff_password)),
    tap(A::show_guidance, always, to(S::guidance)),
    tap(A::end_visit, always, to(S::take_card)),

    // Staff check by eye: the password first, then the comparison.
    StateRow{.state = S::staff_password,
             .progress = P::identity,
             .delay = Delay::pin,
             .pin = true,
             .resume = S::choose_identity,
             .digits = domain::kLongestPassword},
    row(E::pin_changed, always, stay, count_digits),
    tap(A::confirm, password_typed, to(S::staff_checking)),
    tap(A::back, always, choice),

    StateRow{.state = S::staff_checking,
             .progress = P::identity,
             .delay = Delay::file_job,
             .job = EffectKind::check_staff,
             .pin = true,
             .busy = true},
    row(E::staff_checked, failed, to(S::staff_refused), note_error),
    row(E::staff_checked, password_right, to(S::staff_confirm), password_met),
    row(E::staff_checked, always, to(S::staff_refused), password_met),
    row(E::time_out, always, to(S::staff_refused), because<ErrorCode::file_unreadable>),

    StateRow{.state = S::staff_refused,
             .progress = P::identity,
             .delay = Delay::touch,
             .resume = S::choose_identity,
             .audit = "staff_refused",
             .desk = D::advice,
             .earcon = "attention"},
    tap(A::retry, not_locked, to(S::staff_password)),
    tap(A::back, always, choice),
    tap(A::end_visit, always, to(S::take_card)),

    StateRow{.state = S::staff_confirm,
             .progress = P::identity,
             .delay = Delay::staff_confirm,
             .resume = S::choose_identity,
             .audit = "staff_accepted"},
    tap(A::confirm, staff_offered, to(S::terminal_challenge), identified_by<Way::staff>),
    tap(A::refuse, always, to(S::guidance), not_the_person),
    tap(A::back, always, choice),
    row(E::time_out, always, choice),

    // The signature without PIN.
    StateRow{.state = S::terminal_challenge,
             .progress = P::identity,
             .delay = Delay::service_job,
             .job = EffectKind::fetch_challenge,
             .busy = true},
    row(E::challenge_ready, failed, to(S::service_failed), note_error),
    row(E::challenge_ready, always, to(S::terminal_signing), challenged),
    row(E::time_out, always, to(S::service_failed), because<ErrorCode::service_timeout>),

    StateRow{.state = S::terminal_signing,
             .progress = P::identity,
             .delay = Delay::card_job,
             .job = EffectKind::sign_by_terminal,
             .busy = true},
    row(E::signed_, card_fault, to(S::card_problem), note_error),
    row(E::signed_, failed, to(S::face_unavailable), no_terminal),
    row(E::signed_, always, to(S::authenticating)),
    row(E::time_out, always, to(S::card_problem), because<ErrorCode::card_not_readable>),

    // An iPhone, whose owner the phone has checked.
    StateRow{.state = S::phone_challenge,
             .progress = P::identity,
             .delay = Delay::service_job,
             .job = EffectKind::fetch_challenge,
             .busy = true},
    row(E::challenge_ready, failed, to(S::service_failed), note_error),
    row(E::challenge_ready, always, to(S::phone_signing), challenged),
    row(E::time_out, always, to(S::service_failed), because<ErrorCode::service_timeout>),

    StateRow{.state = S::phone_signing,
             .progress = P::identity,
             .delay = Delay::card_job,
             .job = EffectKind::sign_by_phone,
             .busy = true},
    row(E::signed_, failed, to(S::card_problem), note_error),
    row(E::signed_, always, to(S::authenticating), signed_by_phone),
    row(E::time_out, always, to(S::card_problem), because<ErrorCode::card_not_readable>),
};

}  // namespace uketsuke::flow::parts
