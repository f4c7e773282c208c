// SPDX-License-Identifier: Apache-2.0
#include "approach.hpp"

#include <array>

#include "firmware/base/enumeration.hpp"

namespace uketsuke::sim {
namespace {

using flow::State;

constexpr auto kApproaches = base::one_for_each<&Approach::state>(std::array{
    Approach{State::out_of_service, "camera_missing"},
    Approach{State::idle, "pin_checkin"},
    Approach{State::choose_phone, "phone_last_day"},
    Approach{State::phone_wait, "phone_android"},
    Approach{State::reading_card, "face_checkin"},
    Approach{State::card_problem, "certificate_untrusted"},
    Approach{State::choose_identity, "face_checkin"},
    Approach{State::pin_unusable, "face_only_card"},
    Approach{State::accompanied, "accompanied"},
    Approach{State::look_away, "accompanied_pin"},
    Approach{State::pin_entry, "pin_checkin"},
    Approach{State::pin_last_try, "pin_last_try_then_back"},
    Approach{State::pin_challenge, "pin_checkin"},
    Approach{State::pin_verifying, "pin_checkin"},
    Approach{State::pin_wrong, "pin_wrong_then_end"},
    Approach{State::pin_locked, "pin_locked_then_end"},
    Approach{State::face_capture, "face_checkin"},
    Approach{State::number_b_entry, "number_b_typed"},
    Approach{State::number_b_reading, "number_b_typed"},
    Approach{State::face_deciding, "face_checkin"},
    Approach{State::face_refused, "face_day"},
    Approach{State::face_unavailable, "portrait_blank"},
    Approach{State::staff_password, "staff_check"},
    Approach{State::staff_checking, "staff_check"},
    Approach{State::staff_refused, "staff_code_expired"},
    Approach{State::staff_confirm, "staff_one_password"},
    Approach{State::terminal_challenge, "face_checkin"},
    Approach{State::terminal_signing, "face_checkin"},
    Approach{State::phone_challenge, "phone_iphone"},
    Approach{State::phone_signing, "phone_iphone"},
    Approach{State::authenticating, "face_checkin"},
    Approach{State::certificate_refused, "certificate_expired"},
    Approach{State::certificate_grace, "certificate_grace"},
    Approach{State::not_registered, "not_registered_in_grace"},
    Approach{State::registration_offer, "face_only_card"},
    Approach{State::registering, "registration_by_face"},
    Approach{State::registration_failed, "registration_fails"},
    Approach{State::certificate_notice, "certificate_notice"},
    Approach{State::registration_ending, "registration_ending"},
    Approach{State::consent, "face_checkin"},
    Approach{State::consent_items, "consent_items_need_all"},
    Approach{State::consent_more, "consent_more"},
    Approach{State::specific_disease, "high_cost_asked"},
    Approach{State::high_cost, "high_cost_asked"},
    Approach{State::prescription_form, "prescription_paper"},
    Approach{State::prescription_choice, "prescription_choice"},
    Approach{State::subsidy, "subsidy_one"},
    Approach{State::review, "high_cost_not_asked"},
    Approach{State::confirming, "face_checkin"},
    Approach{State::delivering, "face_checkin"},
    Approach{State::result_valid, "face_checkin"},
    Approach{State::result_remark, "result_dots"},
    Approach{State::result_invalid, "result_newer"},
    Approach{State::service_failed, "service_down"},
    Approach{State::confirm_failed, "relay_refused"},
    Approach{State::result_undelivered, "result_withdrawn"},
    Approach{State::guidance, "guidance_when_identity_fails"},
    Approach{State::take_card, "face_checkin"},
    Approach{State::take_card_reminder, "nobody_there"},
    Approach{State::take_card_urgent, "nobody_there"},
    Approach{State::card_left, "nobody_there"},
    Approach{State::thanks, "face_checkin"},
    Approach{State::settings, "settings"},
    Approach{State::setting_choice, "settings"},
    Approach{State::setting_saving, "settings"},
    Approach{State::setting_failed, "settings_unwritable"},
    Approach{State::touch_test, "settings"},
    Approach{State::picture_test, "settings"},
    Approach{State::staff_called, "staff_from_everywhere"},
    Approach{State::without_card, "papers"},
    Approach{State::statement, "papers"},
    Approach{State::appointment_entry, "appointment_on_time"},
    Approach{State::appointment_looking, "appointment_on_time"},
    Approach{State::appointment_told, "appointment_on_time"},
    Approach{State::show_code, "my_way"},
    Approach{State::way_set, "my_way"},
    Approach{State::code_problem, "code_problems"},
    Approach{State::readiness_look, "readiness"},
    Approach{State::readiness, "readiness"},
    Approach{State::idle_warning, "nobody_there"},
});

}  // namespace

std::span<const Approach> approaches() { return kApproaches; }

}  // namespace uketsuke::sim
