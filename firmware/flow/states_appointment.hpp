// SPDX-License-Identifier: Apache-2.0
// Whoever has an appointment says so by the number of their patient card (診察券), before the card for the insurance is
// laid down. Internal to flow: states.hpp puts the parts together.
#pragma once

#include "entry.hpp"

namespace uketsuke::flow::parts {

inline constexpr Entry kAppointment[] = {
    StateRow{.state = S::appointment_entry,
             .progress = P::card,
             .delay = Delay::pin,
             .pin = true,
             .digits = domain::kLongestAppointmentNumber},
    row(E::pin_changed, always, stay, count_digits),
    tap(A::toggle, always, stay, show_or_hide),
    tap(A::confirm, a_number_typed, to(S::appointment_looking)),
    tap(A::back, always, rest),
    row(E::time_out, always, rest),

    // A card that is laid down meanwhile waits, so that what was recorded is told.
    StateRow{.state = S::appointment_looking,
             .progress = P::card,
             .delay = Delay::file_job,
             .job = EffectKind::find_appointment,
             .pin = true,
             .busy = true},
    row(E::card_present, always, stay, note_card),
    row(E::card_removed, same_card, stay, card_gone),
    row(E::appointment_found, failed, to(S::appointment_told), note_error),
    row(E::appointment_found, always, to(S::appointment_told), note_appointment),
    row(E::time_out, always, to(S::appointment_told), because<ErrorCode::appointments_unreadable>),

    StateRow{.state = S::appointment_told,
             .progress = P::card,
             .delay = Delay::read,
             .audit = "appointment",
             .desk = D::advice},
    row(E::card_removed, same_card, stay, card_gone),
    tap(A::retry, nobody_recorded, to(S::appointment_entry), ask_number_again),
    tap(A::next, card_may_begin, to(S::reading_card), begin_with_card),
    tap(A::next, always, rest),
    row(E::time_out, card_may_begin, to(S::reading_card), begin_with_card),
    row(E::time_out, always, rest),
};

}  // namespace uketsuke::flow::parts
