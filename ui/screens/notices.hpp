// SPDX-License-Identifier: Apache-2.0
// The states whose screen is a notice, with its picture and the ways on. Internal to screens; what a notice looks like
// stands in notice.cpp.
#pragma once

#include <array>
#include <optional>

#include "firmware/base/place.hpp"
#include "firmware/flow/visit.hpp"
#include "ui/scene/scene.hpp"

namespace uketsuke::ui::screens {

using flow::Action;
using flow::State;

using Ways = std::array<std::optional<Action>, 4>;

struct Notice {
    State state;
    Icon icon = Icon::info;
    Tone tone = Tone::info;
    Ways ways{};               ///< in the order in which they help; those that the flow takes are shown, at most three
    bool needs_staff = false;  ///< where nothing but guidance is left, calling staff comes first
    bool explains = false;     ///< the error's own words replace the body, and its number is shown
    base::Place place = base::Place::here();
};

inline constexpr std::array kNotices{
    Notice{.state = State::pin_unusable,
           .ways = {Action::choose_face, Action::choose_staff, Action::accompanied, Action::show_guidance},
           .needs_staff = true},
    Notice{.state = State::pin_last_try,
           .icon = Icon::warning,
           .tone = Tone::warning,
           .ways = {Action::call_staff, Action::confirm}},
    Notice{.state = State::pin_wrong,
           .icon = Icon::warning,
           .tone = Tone::warning,
           .ways = {Action::retry, Action::choose_face, Action::choose_staff}},
    Notice{.state = State::pin_locked,
           .ways = {Action::choose_face, Action::choose_staff, Action::show_guidance},
           .needs_staff = true},
    Notice{.state = State::face_refused,
           .ways = {Action::retry, Action::choose_pin, Action::choose_staff, Action::show_guidance},
           .needs_staff = true,
           .explains = true},
    Notice{.state = State::face_unavailable,
           .ways = {Action::choose_pin, Action::choose_staff, Action::show_guidance},
           .needs_staff = true,
           .explains = true},
    Notice{.state = State::staff_refused, .icon = Icon::warning, .tone = Tone::warning, .ways = {Action::retry}},
    Notice{.state = State::certificate_refused, .ways = {Action::show_guidance, Action::next}, .explains = true},
    Notice{.state = State::certificate_grace, .ways = {Action::next}},
    Notice{.state = State::not_registered, .ways = {Action::show_guidance, Action::next}, .explains = true},
    Notice{.state = State::registration_failed,
           .icon = Icon::warning,
           .tone = Tone::warning,
           .ways = {Action::retry, Action::show_guidance},
           .needs_staff = true,
           .explains = true},
    Notice{.state = State::certificate_notice, .ways = {Action::next}},
    Notice{.state = State::registration_ending, .ways = {Action::next}},
    Notice{.state = State::result_invalid, .ways = {Action::show_guidance, Action::next}},
    Notice{.state = State::service_failed,
           .icon = Icon::warning,
           .tone = Tone::warning,
           .ways = {Action::retry, Action::show_guidance},
           .needs_staff = true,
           .explains = true},
    Notice{.state = State::confirm_failed,
           .icon = Icon::warning,
           .tone = Tone::warning,
           .ways = {Action::retry, Action::show_guidance},
           .needs_staff = true,
           .explains = true},
    Notice{.state = State::result_undelivered, .ways = {Action::next}, .explains = true},
    Notice{.state = State::statement, .icon = Icon::paper, .ways = {Action::next}},
    Notice{.state = State::code_problem,
           .icon = Icon::warning,
           .tone = Tone::warning,
           .ways = {Action::retry},
           .explains = true},
    Notice{.state = State::thanks},
    Notice{.state = State::setting_failed,
           .icon = Icon::warning,
           .tone = Tone::warning,
           .ways = {Action::retry},
           .explains = true},
    Notice{.state = State::staff_called, .icon = Icon::staff, .ways = {Action::cancel_call, Action::choose_staff}},
    Notice{.state = State::idle_warning, .icon = Icon::clock, .ways = {Action::continue_visit}},
};

}  // namespace uketsuke::ui::screens
