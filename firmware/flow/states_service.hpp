// SPDX-License-Identifier: Apache-2.0
// The two requests to the service, registration, what a patient is told and consents to, and results. Internal to flow:
// states.hpp puts the parts together.
#pragma once

#include "entry.hpp"

namespace uketsuke::flow::parts {

inline constexpr Entry kService[] = {
    // Both answers that tell who it is (this and that of registering) go on alike.
    StateRow{.state = S::authenticating,
             .progress = P::identity,
             .delay = Delay::service_job,
             .job = EffectKind::authenticate,
             .busy = true},
    row(E::authenticated, failed, to(S::service_failed), note_error),
    row(E::authenticated, certificate_ended, to(S::certificate_refused),
        keep_and_explain<ErrorCode::certificate_refused>),
    row(E::authenticated, may_register, to(S::registration_offer), keep_authentication),
    row(E::authenticated, unregistered, to(S::not_registered), keep_and_explain<ErrorCode::not_registered>),
    row(E::authenticated, in_grace, to(S::certificate_grace), keep_authentication),
    row(E::authenticated, always, ask, keep_authentication),
    row(E::time_out, always, to(S::service_failed), because<ErrorCode::service_timeout>),

    StateRow{.state = S::certificate_refused,
             .progress = P::consent,
             .delay = Delay::read,
             .audit = "certificate_refused",
             .desk = D::advice,
             .earcon = "attention"},
    tap(A::show_guidance, always, to(S::guidance)),
    tap(A::next, always, to(S::take_card)),
    row(E::time_out, always, to(S::take_card)),

    StateRow{
        .state = S::certificate_grace, .progress = P::consent, .delay = Delay::touch, .audit = "certificate_grace"},
    tap(A::next, always, ask),
    tap(A::end_visit, always, to(S::take_card)),

    StateRow{.state = S::not_registered,
             .progress = P::consent,
             .delay = Delay::read,
             .audit = "not_registered",
             .desk = D::advice,
             .earcon = "attention"},
    tap(A::show_guidance, always, to(S::guidance)),
    tap(A::next, always, to(S::take_card)),
    row(E::time_out, always, to(S::take_card)),

    // 利用登録.
    StateRow{
        .state = S::registration_offer, .progress = P::consent, .delay = Delay::touch, .audit = "registration_offered"},
    tap(A::agree, always, to(S::registering), agreed_to_register),
    tap(A::disagree, always, to(S::not_registered), because<ErrorCode::not_registered>),
    tap(A::end_visit, always, to(S::take_card)),

    StateRow{.state = S::registering,
             .progress = P::consent,
             .delay = Delay::service_job,
             .job = EffectKind::register_use,
             .busy = true},
    row(E::registered, failed, to(S::registration_failed), note_error),
    row(E::registered, certificate_ended, to(S::certificate_refused), keep_and_explain<ErrorCode::certificate_refused>),
    row(E::registered, unregistered, to(S::registration_failed), keep_and_explain<ErrorCode::not_registered>),
    row(E::registered, in_grace, to(S::certificate_grace), keep_authentication),
    row(E::registered, always, ask, keep_authentication),
    row(E::time_out, always, to(S::registration_failed), because<ErrorCode::service_timeout>),

    StateRow{.state = S::registration_failed,
             .progress = P::consent,
             .delay = Delay::touch,
             .audit = "registration_failed",
             .desk = D::advice,
             .earcon = "attention"},
    tap(A::retry, always, to(S::registering)),
    tap(A::show_guidance, always, to(S::guidance)),
    tap(A::end_visit, always, to(S::take_card)),

    StateRow{
        .state = S::certificate_notice, .progress = P::consent, .delay = Delay::touch, .audit = "certificate_notice"},
    tap(A::next, always, ask, told),
    tap(A::end_visit, always, to(S::take_card)),

    StateRow{.state = S::registration_ending, .progress = P::consent, .delay = Delay::touch},
    tap(A::next, always, ask, told),
    tap(A::end_visit, always, to(S::take_card)),

    // The other questions stand in asked.hpp.
    StateRow{.state = S::consent, .progress = P::consent, .delay = Delay::touch, .prompt = "prompt.consent"},
    tap(A::agree_all, always, ask, answer_all<true>),
    tap(A::agree_none, always, ask, answer_all<false>),
    tap(A::by_item, always, to(S::consent_items)),
    tap(A::end_visit, always, to(S::take_card)),

    StateRow{.state = S::consent_items, .progress = P::consent, .delay = Delay::touch},
    tap(A::agree, an_item, stay, answer_item<true>),
    tap(A::disagree, an_item, stay, answer_item<false>),
    tap(A::more, an_item, to(S::consent_more), show_item),
    tap(A::confirm, all_answered, ask, items_done),
    tap(A::back, always, to(S::consent)),

    StateRow{.state = S::consent_more, .progress = P::consent, .delay = Delay::touch},
    tap(A::back, always, to(S::consent_items)),

    StateRow{.state = S::review, .progress = P::consent, .delay = Delay::touch},
    tap(A::confirm, always, ask, told),
    tap(A::change, changeable, Target{Target::Kind::ask_item, S::consent}),
    tap(A::end_visit, always, to(S::take_card)),

    StateRow{.state = S::confirming,
             .progress = P::reception,
             .delay = Delay::service_job,
             .job = EffectKind::confirm,
             .busy = true},
    row(E::confirmed, failed, to(S::confirm_failed), note_error),
    row(E::confirmed, always, to(S::delivering), keep_answer),
    row(E::time_out, always, to(S::confirm_failed), because<ErrorCode::service_timeout>),

    StateRow{.state = S::delivering,
             .progress = P::reception,
             .delay = Delay::file_job,
             .job = EffectKind::deliver,
             .busy = true,
             .audit = "confirmed"},
    row(E::delivered, failed, to(S::result_undelivered), note_error),
    row(E::delivered, valid_with_remark, to(S::result_remark), clinic_has_it),
    row(E::delivered, is_valid, to(S::result_valid), clinic_has_it),
    row(E::delivered, always, to(S::result_invalid), clinic_has_it),
    row(E::time_out, always, to(S::result_undelivered), because<ErrorCode::result_undeliverable>),

    StateRow{.state = S::result_valid,
             .progress = P::reception,
             .delay = Delay::glance,
             .resume = S::take_card,
             .audit = "result_valid",
             .earcon = "done",
             .prompt = "prompt.result_valid"},
    tap(A::next, always, to(S::take_card)),
    row(E::time_out, always, to(S::take_card)),

    StateRow{.state = S::result_remark,
             .progress = P::reception,
             .delay = Delay::read,
             .audit = "result_valid",
             .desk = D::advice,
             .earcon = "done"},
    tap(A::next, always, to(S::take_card)),
    row(E::time_out, always, to(S::take_card)),

    StateRow{.state = S::result_invalid,
             .progress = P::reception,
             .delay = Delay::read,
             .audit = "result_invalid",
             .desk = D::advice,
             .earcon = "attention"},
    tap(A::show_guidance, always, to(S::guidance)),
    tap(A::next, always, to(S::take_card)),
    row(E::time_out, always, to(S::take_card)),

    StateRow{.state = S::service_failed,
             .progress = P::identity,
             .delay = Delay::touch,
             .audit = "service_failed",
             .desk = D::advice,
             .earcon = "attention"},
    tap(A::retry, by_terminal, to(S::terminal_challenge)),
    tap(A::retry, by_iphone, to(S::phone_challenge), identify_again),
    tap(A::retry, pin_usable, choice, identify_again),
    tap(A::show_guidance, always, to(S::guidance)),
    tap(A::end_visit, always, to(S::take_card)),

    StateRow{.state = S::confirm_failed,
             .progress = P::reception,
             .delay = Delay::touch,
             .audit = "confirm_failed",
             .desk = D::advice,
             .earcon = "attention"},
    tap(A::retry, always, to(S::confirming)),
    tap(A::show_guidance, always, to(S::guidance)),
    tap(A::end_visit, always, to(S::take_card)),

    StateRow{.state = S::result_undelivered,
             .progress = P::reception,
             .delay = Delay::read,
             .audit = "result_undelivered",
             .desk = D::advice,
             .earcon = "attention"},
    tap(A::next, always, to(S::take_card)),
    row(E::time_out, always, to(S::take_card)),

    StateRow{
        .state = S::guidance, .progress = P::reception, .delay = Delay::read, .audit = "guidance", .desk = D::advice},
    tap(A::next, always, to(S::take_card)),
    row(E::time_out, always, to(S::take_card)),
};

}  // namespace uketsuke::flow::parts
