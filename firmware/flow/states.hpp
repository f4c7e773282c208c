// SPDX-License-Identifier: Apache-2.0
// All states with their rows, joined from the parts and sorted out at compile time: a state without its own row, or
// with two, does not compile. Internal to flow; others see state_table.hpp and transitions.hpp.
#pragma once

#include <algorithm>
#include <array>
#include <stdexcept>

#include "states_appointment.hpp"
#include "states_asked.hpp"
#include "states_card.hpp"
#include "states_codes.hpp"
#include "states_end.hpp"
#include "states_identity.hpp"
#include "states_service.hpp"
#include "states_settings.hpp"

namespace uketsuke::flow::parts {

/// For any state; they are tried last.
inline constexpr Row kAny[] = {
    row(E::card_removed, phone_lifted, stay, card_gone),
    row(E::card_removed, finished, to(S::thanks), card_gone),
    row(E::card_removed, handed_back, to(S::thanks), card_gone),
    row(E::card_removed, same_card, to(S::thanks), card_pulled),
    row(E::card_present, phone_beside, stay),
    row(E::card_present, other_card_missing, to(S::out_of_service), note_laid_card),
    row(E::card_present, other_card, to(S::reading_card), begin_visit),
    row(E::device_down, visit_cannot_go_on, to(S::out_of_service), device_down),
    row(E::device_down, nobody_here_and_needed, to(S::out_of_service), device_down),
    row(E::device_down, always, stay, device_down),
    row(E::device_up, always, stay, device_up),
    row(E::day_began, nobody_here, stay, note_day),
    row(E::certificate_checked, revoked_meanwhile, to(S::certificate_refused), note_error),
    row(E::certificate_checked, refused_meanwhile, to(S::card_problem), note_error),
    row(E::portrait_ready, forged_meanwhile, to(S::card_problem), note_error),
    row(E::portrait_ready, failed_meanwhile, stay, face_gone),
    row(E::portrait_ready, awaited, stay, have_portrait),
    row(E::time_out, for_settings, choice),
    row(E::time_out, asks_somebody, to(S::idle_warning), remember_state),
    row(E::time_out, set_otherwise, stay, as_before),
    row(E::desk_answered, guards::desk_speaks, stay, changes::desk_speaks),
    row(E::desk_answered, guards::desk_suits, stay, changes::desk_suits),
    tap(A::language, a_language, stay, speak),
    tap(A::comfort, a_comfort, stay, suit),
    tap(A::call_staff, first_call_while_busy, stay, staff_on_way, EffectKind::tell_desk),
    tap(A::call_staff, not_yet_called, to(S::staff_called), call_once, EffectKind::tell_desk),
};

template <const auto&... part>
consteval auto joined() {
    std::array<Entry, (std::size(part) + ...)> all;
    auto* next = all.begin();
    ((next = std::ranges::copy(part, next).out), ...);
    return all;
}
inline constexpr auto kEntries = joined<kCard, kAppointment, kCodes, kIdentity, kService, kAsked, kSettings, kEnd>();
inline constexpr std::size_t kOwnRows = std::ranges::count(kEntries, true, &Entry::is_state);

consteval auto own_rows() {
    std::array<StateRow, kOwnRows> own{};
    auto* next = own.begin();
    for (const auto& entry : kEntries)
        if (entry.is_state) *next++ = entry.state;
    return own;
}

consteval auto all_rows() {
    std::array<Row, kEntries.size() - kOwnRows + std::size(kAny)> all{};
    auto* next = all.begin();
    std::optional<State> from;
    for (const auto& entry : kEntries) {
        if (entry.is_state) from = entry.state.state;
        if (entry.is_state) continue;
        if (!from) throw std::logic_error("a row stands under no state");
        *next = entry.row;
        next++->from = from;
    }
    std::ranges::copy(kAny, next);
    return all;
}

}  // namespace uketsuke::flow::parts
