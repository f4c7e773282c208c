// SPDX-License-Identifier: Apache-2.0
// Out of service, card and phone, the choice of a way. Internal to flow: states.hpp puts the parts together.
#pragma once

#include "entry.hpp"

namespace uketsuke::flow::parts {

inline constexpr Entry kCard[] = {
    StateRow{.state = S::out_of_service,
             .delay = Delay::staff,
             .person = false,
             .busy = true,
             .audit = "out_of_service",
             .desk = D::advice},
    row(E::device_up, all_there_and_card, to(S::reading_card), begin_with_lying_card),
    row(E::device_up, all_there, to(S::idle), device_up),
    row(E::device_up, always, stay, device_up),
    row(E::device_down, always, stay, device_down),
    row(E::card_present, a_card, stay, note_card),
    row(E::card_present, always, stay),
    row(E::card_removed, same_card, stay, card_gone),
    tap(A::choose_staff, settings_offered, to(S::staff_password), came_for_settings),
    row(E::time_out, always, stay, left_alone),

    StateRow{.state = S::idle, .person = false},
    row(E::desk_answered, test_slip, stay, nothing, EffectKind::print_slip),
    tap(A::use_phone, phone_offered, to(S::choose_phone)),
    tap(A::without_card, papers_count, to(S::without_card), came_without_card),
    tap(A::type_number, appointments_kept, to(S::appointment_entry), came_without_card),
    tap(A::show_code, codes_read, to(S::show_code), came_with_code),
    tap(A::choose_staff, settings_offered, to(S::staff_password), came_for_settings),

    // Papers instead of a card.
    StateRow{.state = S::without_card,
             .progress = P::reception,
             .delay = Delay::read,
             .audit = "without_card",
             .desk = D::advice},
    tap(A::statement, statement_counts, to(S::statement), nothing, EffectKind::print_statement),
    tap(A::back, always, rest),
    row(E::time_out, always, rest),

    StateRow{.state = S::statement,
             .progress = P::reception,
             .delay = Delay::read,
             .audit = "statement_wanted",
             .desk = D::advice},
    tap(A::next, always, rest),
    row(E::time_out, always, rest),

    // A phone instead of a card.
    StateRow{.state = S::choose_phone, .progress = P::card, .delay = Delay::phone},
    tap(A::iphone, phone_offered, to(S::phone_wait), phone_chosen<domain::Medium::iphone>),
    tap(A::android, phone_offered, to(S::phone_wait), phone_chosen<domain::Medium::android>),
    tap(A::back, always, rest),
    row(E::time_out, always, rest),

    StateRow{.state = S::phone_wait, .progress = P::card, .delay = Delay::phone, .prompt = "prompt.phone_wait"},
    tap(A::back, phone_offered, to(S::choose_phone)),
    tap(A::end_visit, always, rest),
    row(E::time_out, always, rest),

    StateRow{.state = S::reading_card,
             .progress = P::card,
             .delay = Delay::card_job,
             .job = EffectKind::read_card,
             .busy = true,
             .earcon = "card_sensed",
             .prompt = "prompt.reading_card"},
    row(E::card_read, revoked_by_list, to(S::certificate_refused), keep_refusal),
    row(E::card_read, failed, to(S::card_problem), note_error),
    row(E::card_read, is_iphone, to(S::phone_challenge), keep_iphone),
    row(E::card_read, pin_unusable, to(S::pin_unusable), keep_info),
    row(E::card_read, is_android, to(S::pin_entry), keep_info),
    row(E::card_read, always, to(S::choose_identity), keep_info),
    row(E::time_out, always, to(S::card_problem), because<ErrorCode::card_not_readable>),

    StateRow{.state = S::card_problem,
             .progress = P::card,
             .delay = Delay::read,
             .audit = "card_refused",
             .earcon = "attention",
             .prompt = "prompt.card_problem"},
    row(E::time_out, always, to(S::take_card)),

    StateRow{.state = S::choose_identity,
             .progress = P::identity,
             .delay = Delay::touch,
             .prompt = "prompt.choose_identity"},
    tap(A::choose_face, face_offered, to(S::face_capture)),
    tap(A::choose_pin, pin_usable, to(S::pin_entry)),
    tap(A::choose_staff, staff_offered, to(S::staff_password)),
    tap(A::accompanied, always, to(S::accompanied), with_helper),
    tap(A::end_visit, always, to(S::take_card)),

    StateRow{.state = S::pin_unusable, .progress = P::identity, .delay = Delay::touch, .audit = "pin_unusable"},
    tap(A::choose_face, face_offered, to(S::face_capture)),
    tap(A::choose_staff, staff_offered, to(S::staff_password)),
    tap(A::accompanied, always, to(S::accompanied), with_helper),
    tap(A::show_guidance, always, to(S::guidance)),
    tap(A::end_visit, always, to(S::take_card)),

    StateRow{.state = S::accompanied, .progress = P::identity, .delay = Delay::touch, .audit = "accompanied"},
    tap(A::choose_face, face_offered, to(S::face_capture)),
    tap(A::choose_pin, pin_there, to(S::look_away)),
    tap(A::choose_staff, staff_offered, to(S::staff_password)),
    tap(A::back, always, choice, without_helper),
    tap(A::end_visit, always, to(S::take_card)),

    StateRow{.state = S::look_away, .progress = P::identity, .delay = Delay::touch, .audit = "helper_looks_away"},
    tap(A::confirm, pin_there, to(S::pin_entry), without_helper),
    tap(A::back, always, to(S::accompanied)),
    tap(A::end_visit, always, to(S::take_card)),
};

}  // namespace uketsuke::flow::parts
