// SPDX-License-Identifier: Apache-2.0
// Staff set the kiosk: one setting a screen, and tests of touch and picture. Internal to flow: states.hpp puts the
// parts together. The way in is the code of the staff check (states_identity.hpp); nothing of a patient is here, and a
// card that comes begins its visit.
#pragma once

#include "entry.hpp"

namespace uketsuke::flow::parts {

inline constexpr Entry kSettings[] = {
    StateRow{.state = S::settings, .delay = Delay::touch, .resume = S::idle},
    tap(A::change, a_setting, to(S::setting_choice), show_setting),
    tap(A::test_touch, always, to(S::touch_test), begin_test),
    tap(A::test_picture, always, to(S::picture_test), begin_test),
    tap(A::check_ready, always, to(S::readiness_look)),
    tap(A::back, always, choice),

    StateRow{.state = S::setting_choice, .delay = Delay::touch, .resume = S::idle},
    tap(A::choose, one_of_its_choices, to(S::setting_saving), note_value),
    tap(A::choose, a_step, stay, note_value),
    tap(A::confirm, goes_by_steps, to(S::setting_saving)),
    tap(A::back, always, to(S::settings)),

    StateRow{.state = S::setting_saving,
             .delay = Delay::file_job,
             .job = EffectKind::change_setting,
             .busy = true,
             .resume = S::idle},
    row(E::setting_saved, failed, to(S::setting_failed), note_error),
    row(E::setting_saved, always, to(S::settings), setting_holds),
    row(E::time_out, always, to(S::setting_failed), because<ErrorCode::setting_unsaved>),

    StateRow{.state = S::setting_failed,
             .delay = Delay::touch,
             .resume = S::idle,
             .audit = "setting_failed",
             .earcon = "attention"},
    tap(A::retry, always, to(S::setting_saving)),
    tap(A::back, always, to(S::settings)),

    StateRow{.state = S::readiness_look,
             .delay = Delay::service_job,
             .job = EffectKind::look_at_readiness,
             .busy = true,
             .resume = S::idle},
    row(E::readiness_found, always, to(S::readiness), keep_found),
    row(E::time_out, always, to(S::settings)),

    StateRow{.state = S::readiness, .delay = Delay::touch, .resume = S::idle},
    tap(A::print, printer_there, stay, nothing, EffectKind::print_found),
    tap(A::retry, always, to(S::readiness_look)),
    tap(A::back, always, to(S::settings)),

    StateRow{.state = S::touch_test, .delay = Delay::touch, .resume = S::idle},
    row(E::target_touched, a_target_left, stay, note_touch),
    tap(A::retry, all_touched, stay, begin_test),
    tap(A::back, always, to(S::settings)),

    StateRow{.state = S::picture_test, .delay = Delay::touch, .resume = S::idle},
    tap(A::next, another_picture, stay, next_picture),
    tap(A::back, always, to(S::settings)),
};

}  // namespace uketsuke::flow::parts
