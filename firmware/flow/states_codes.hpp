// SPDX-License-Identifier: Apache-2.0
// Codes that somebody shows to the camera over the tray before a visit. Internal to flow: states.hpp puts the parts
// together.
#pragma once

#include "entry.hpp"

namespace uketsuke::flow::parts {

inline constexpr Entry kCodes[] = {
    StateRow{.state = S::show_code,
             .progress = P::card,
             .delay = Delay::code,
             .job = EffectKind::read_code,
             .prompt = "prompt.show_code"},
    row(E::code_read, is_way, to(S::way_set), set_way),
    row(E::code_read, failed, to(S::code_problem), note_error),
    // Whoever knows what to do with another code stands here.
    row(E::code_read, appointments_kept, to(S::appointment_looking)),
    row(E::code_read, always, to(S::code_problem), because<ErrorCode::code_unknown>),
    tap(A::type_number, appointments_kept, to(S::appointment_entry)),
    tap(A::back, always, rest),
    row(E::time_out, always, to(S::code_problem), because<ErrorCode::code_unseen>),

    // Idle keeps nothing of anybody, so the card is waited for here.
    StateRow{.state = S::way_set, .progress = P::card, .delay = Delay::touch, .prompt = "prompt.way_set"},
    tap(A::use_phone, phone_offered, to(S::choose_phone)),
    tap(A::without_card, papers_count, to(S::without_card), came_without_card),
    tap(A::back, always, rest),
    row(E::time_out, always, rest),

    StateRow{.state = S::code_problem,
             .progress = P::card,
             .delay = Delay::read,
             .audit = "code_problem",
             .earcon = "attention"},
    tap(A::retry, always, to(S::show_code)),
    tap(A::back, always, rest),
    row(E::time_out, always, rest),
};

}  // namespace uketsuke::flow::parts
