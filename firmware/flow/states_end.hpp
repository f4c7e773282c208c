// SPDX-License-Identifier: Apache-2.0
// The card comes back, staff calls, the idle warning. Internal to flow: states.hpp puts the parts together.
#pragma once

#include "entry.hpp"

namespace uketsuke::flow::parts {

inline constexpr Entry kEnd[] = {
    StateRow{.state = S::take_card,
             .progress = P::reception,
             .delay = Delay::take_card,
             .person = false,
             .earcon = "take_card",
             .prompt = "prompt.take_card"},
    row(E::time_out, always, to(S::take_card_reminder)),

    StateRow{.state = S::take_card_reminder,
             .progress = P::reception,
             .delay = Delay::take_card_reminder,
             .person = false,
             .resume = S::take_card,
             .earcon = "take_card",
             .prompt = "prompt.take_card"},
    row(E::time_out, always, to(S::take_card_urgent)),

    StateRow{.state = S::take_card_urgent,
             .progress = P::reception,
             .delay = Delay::take_card_urgent,
             .person = false,
             .resume = S::take_card,
             .earcon = "attention",
             .prompt = "prompt.take_card_urgent"},
    row(E::time_out, always, to(S::card_left)),

    StateRow{.state = S::card_left,
             .progress = P::reception,
             .person = false,
             .audit = "card_left",
             .desk = D::alert,
             .earcon = "attention",
             .prompt = "prompt.take_card_urgent"},

    StateRow{
        .state = S::thanks, .delay = Delay::goodbye, .person = false, .resume = S::idle, .prompt = "prompt.thanks"},
    row(E::time_out, always, rest),

    StateRow{.state = S::staff_called, .delay = Delay::staff, .resume = S::idle, .audit = "staff_called"},
    tap(A::cancel_call, no_card_missing, to(S::out_of_service), call_cancelled),
    tap(A::cancel_call, always, resume, call_cancelled),
    tap(A::choose_staff, staff_came, to(S::staff_password), call_cancelled),
    row(E::desk_answered, guards::desk_comes, to(S::staff_called), changes::desk_comes),
    row(E::time_out, no_card, rest),
    row(E::time_out, always, to(S::take_card)),

    StateRow{.state = S::idle_warning,
             .delay = Delay::warning,
             .resume = S::idle,
             .earcon = "attention",
             .prompt = "prompt.idle_warning"},
    tap(A::continue_visit, always, resume),
    tap(A::end_visit, always, to(S::take_card)),
    row(E::time_out, always, to(S::take_card)),
};

}  // namespace uketsuke::flow::parts
