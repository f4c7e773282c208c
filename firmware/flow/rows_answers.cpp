// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <vector>

#include "rows.hpp"

namespace uketsuke::flow::rows {
namespace {

using namespace guards;
using namespace changes;
using S = State;
using E = EventKind;
using A = Action;
using domain::QuestionKind;

/// Both answers that tell who it is go on alike.
constexpr std::array kService{
    row(S::authenticating, E::authenticated, failed, to(S::service_failed), note_error),
    row(S::authenticating, E::authenticated, certificate_ended, to(S::certificate_refused),
        keep_and_explain<ErrorCode::certificate_refused>),
    row(S::authenticating, E::authenticated, may_register, to(S::registration_offer), keep_authentication),
    row(S::authenticating, E::authenticated, unregistered, to(S::not_registered),
        keep_and_explain<ErrorCode::not_registered>),
    row(S::authenticating, E::authenticated, in_grace, to(S::certificate_grace), keep_authentication),
    row(S::authenticating, E::authenticated, always, ask, keep_authentication),
    row(S::authenticating, E::time_out, always, to(S::service_failed), because<ErrorCode::service_timeout>),
    tap(S::service_failed, A::retry, by_terminal, to(S::terminal_challenge)),
    tap(S::service_failed, A::retry, by_iphone, to(S::phone_challenge), identify_again),
    tap(S::service_failed, A::retry, pin_usable, choice, identify_again),
    tap(S::service_failed, A::show_guidance, always, to(S::guidance)),
    tap(S::service_failed, A::end_visit, always, to(S::take_card)),
    tap(S::certificate_refused, A::show_guidance, always, to(S::guidance)),
    tap(S::certificate_refused, A::next, always, to(S::take_card)),
    row(S::certificate_refused, E::time_out, always, to(S::take_card)),
    tap(S::certificate_grace, A::next, always, ask),

    // 利用登録
    tap(S::registration_offer, A::agree, always, to(S::registering), agreed_to_register),
    tap(S::registration_offer, A::disagree, always, to(S::not_registered), because<ErrorCode::not_registered>),
    tap(S::registration_offer, A::end_visit, always, to(S::take_card)),
    row(S::registering, E::registered, failed, to(S::registration_failed), note_error),
    row(S::registering, E::registered, certificate_ended, to(S::certificate_refused),
        keep_and_explain<ErrorCode::certificate_refused>),
    row(S::registering, E::registered, unregistered, to(S::registration_failed),
        keep_and_explain<ErrorCode::not_registered>),
    row(S::registering, E::registered, in_grace, to(S::certificate_grace), keep_authentication),
    row(S::registering, E::registered, always, ask, keep_authentication),
    row(S::registering, E::time_out, always, to(S::registration_failed), because<ErrorCode::service_timeout>),
    tap(S::registration_failed, A::retry, always, to(S::registering)),
    tap(S::registration_failed, A::show_guidance, always, to(S::guidance)),
    tap(S::registration_failed, A::end_visit, always, to(S::take_card)),
    tap(S::not_registered, A::show_guidance, always, to(S::guidance)),
    tap(S::not_registered, A::next, always, to(S::take_card)),
    row(S::not_registered, E::time_out, always, to(S::take_card)),

    // the second question and the result
    row(S::confirming, E::confirmed, failed, to(S::confirm_failed), note_error),
    row(S::confirming, E::confirmed, always, to(S::delivering), keep_answer),
    row(S::confirming, E::time_out, always, to(S::confirm_failed), because<ErrorCode::service_timeout>),
    tap(S::confirm_failed, A::retry, always, to(S::confirming)),
    tap(S::confirm_failed, A::show_guidance, always, to(S::guidance)),
    tap(S::confirm_failed, A::end_visit, always, to(S::take_card)),
    row(S::delivering, E::delivered, failed, to(S::result_undelivered), note_error),
    row(S::delivering, E::delivered, valid_with_remark, to(S::result_remark), clinic_has_it),
    row(S::delivering, E::delivered, is_valid, to(S::result_valid), clinic_has_it),
    row(S::delivering, E::delivered, always, to(S::result_invalid), clinic_has_it),
    row(S::delivering, E::time_out, always, to(S::result_undelivered), because<ErrorCode::result_undeliverable>),
    tap(S::result_valid, A::next, always, to(S::take_card)),
    row(S::result_valid, E::time_out, always, to(S::take_card)),
    tap(S::result_remark, A::next, always, to(S::take_card)),
    row(S::result_remark, E::time_out, always, to(S::take_card)),
    tap(S::result_invalid, A::show_guidance, always, to(S::guidance)),
    tap(S::result_invalid, A::next, always, to(S::take_card)),
    row(S::result_invalid, E::time_out, always, to(S::take_card)),
    tap(S::result_undelivered, A::next, always, to(S::take_card)),
    row(S::result_undelivered, E::time_out, always, to(S::take_card)),
    tap(S::guidance, A::next, always, to(S::take_card)),
    row(S::guidance, E::time_out, always, to(S::take_card)),
};

constexpr std::array kQuestions{
    tap(S::certificate_notice, A::next, always, ask, told),
    tap(S::registration_ending, A::next, always, ask, told),

    tap(S::consent, A::agree_all, always, ask, answer_all<true>),
    tap(S::consent, A::agree_none, always, ask, answer_all<false>),
    tap(S::consent, A::by_item, always, to(S::consent_items)),
    tap(S::consent_items, A::agree, an_item, stay, answer_item<true>),
    tap(S::consent_items, A::disagree, an_item, stay, answer_item<false>),
    tap(S::consent_items, A::more, an_item, to(S::consent_more), show_item),
    tap(S::consent_items, A::confirm, all_answered, ask, items_done),
    tap(S::consent_items, A::back, always, to(S::consent)),
    tap(S::consent_more, A::back, always, to(S::consent_items)),

    tap(S::review, A::confirm, always, ask, told),
    tap(S::review, A::change, changeable, Target{Target::Kind::ask_item, S::consent}),

    // the way out, the same everywhere
    tap(S::certificate_notice, A::end_visit, always, to(S::take_card)),
    tap(S::registration_ending, A::end_visit, always, to(S::take_card)),
    tap(S::certificate_grace, A::end_visit, always, to(S::take_card)),
    tap(S::consent, A::end_visit, always, to(S::take_card)),
    tap(S::review, A::end_visit, always, to(S::take_card)),
};

/// What may be done in a state that asks, by the kind of its question. `from` is put in for each question.
struct AskedRow {
    QuestionKind kind;
    Row row;
};
constexpr std::array kAsked{
    AskedRow{QuestionKind::yes_no, tap({}, A::agree, always, ask, answer<true>)},
    AskedRow{QuestionKind::yes_no, tap({}, A::disagree, always, ask, answer<false>)},
    AskedRow{QuestionKind::one_of, tap({}, A::choose, an_option, ask, answer_option)},
    AskedRow{QuestionKind::list, tap({}, A::toggle, one_listed, stay, tick)},
    AskedRow{QuestionKind::list, tap({}, A::confirm, always, ask, ticks_done)},
    AskedRow{QuestionKind::one_by_one, tap({}, A::agree, more_follow, stay, answer_this<true>)},
    AskedRow{QuestionKind::one_by_one, tap({}, A::disagree, more_follow, stay, answer_this<false>)},
    AskedRow{QuestionKind::one_by_one, tap({}, A::agree, always, ask, answer_this<true>)},
    AskedRow{QuestionKind::one_by_one, tap({}, A::disagree, always, ask, answer_this<false>)},
    AskedRow{QuestionKind::one_by_one, tap({}, A::back, one_before, stay, one_back)},
};
/// Whatever the question is.
constexpr std::array kAlways{
    tap({}, A::back, has_before, ask_before),
    tap({}, A::end_visit, always, to(S::take_card)),
};

std::vector<Row> all_asked() {
    std::vector<Row> all;
    const auto add = [&](Row row, State from) {
        row.from = from;
        all.push_back(row);
    };
    for (const auto& question : question_table()) {
        if (question.row == nullptr) continue;
        for (const auto& asked : kAsked)
            if (asked.kind == question.row->kind) add(asked.row, question.state);
        for (const auto& row : kAlways) add(row, question.state);
    }
    return all;
}

constexpr std::array kEnds{
    row(S::take_card, E::time_out, always, to(S::take_card_reminder)),
    row(S::take_card_reminder, E::time_out, always, to(S::take_card_urgent)),
    row(S::take_card_urgent, E::time_out, always, to(S::card_left)),
    row(S::thanks, E::time_out, something_missing, to(S::out_of_service)),
    row(S::thanks, E::time_out, always, to(S::idle)),

    tap(S::staff_called, A::cancel_call, no_card_missing, to(S::out_of_service), call_cancelled),
    tap(S::staff_called, A::cancel_call, always, resume, call_cancelled),
    tap(S::staff_called, A::choose_staff, staff_came, to(S::staff_password), call_cancelled),
    row(S::staff_called, E::time_out, no_card_missing, to(S::out_of_service)),
    row(S::staff_called, E::time_out, no_card, to(S::idle)),
    row(S::staff_called, E::time_out, always, to(S::take_card)),
    tap(S::idle_warning, A::continue_visit, always, resume),
    tap(S::idle_warning, A::end_visit, always, to(S::take_card)),
    row(S::idle_warning, E::time_out, always, to(S::take_card)),
};

constexpr std::array kAny{
    any(E::card_removed, phone_lifted, stay, card_gone),
    any(E::card_removed, finished, to(S::thanks), card_gone),
    any(E::card_removed, handed_back, to(S::thanks), card_gone),
    any(E::card_removed, same_card, to(S::thanks), card_pulled),
    any(E::card_present, phone_beside, stay),
    any(E::card_present, other_card, to(S::reading_card), begin_visit),
    any(E::device_down, visit_cannot_go_on, to(S::out_of_service), device_down),
    any(E::device_down, nobody_here_and_needed, to(S::out_of_service), device_down),
    any(E::device_down, always, stay, device_down),
    any(E::device_up, always, stay, device_up),
    any(E::day_began, nobody_here, stay, note_day),
    any(E::certificate_checked, revoked_meanwhile, to(S::certificate_refused), note_error),
    any(E::certificate_checked, refused_meanwhile, to(S::card_problem), note_error),
    any(E::portrait_ready, forged_meanwhile, to(S::card_problem), note_error),
    any(E::portrait_ready, failed_meanwhile, stay, face_gone),
    any(E::portrait_ready, awaited, stay, have_portrait),
    any(E::time_out, asks_somebody, to(S::idle_warning), remember_state),
    any(E::time_out, languages_shown, stay, close_languages),
    Row{{}, E::tap, A::language, a_language, stay, speak, {}},
    Row{{}, E::tap, A::call_staff, first_call_while_busy, stay, staff_on_way, EffectKind::tell_desk},
    Row{{}, E::tap, A::call_staff, not_yet_called, to(S::staff_called), call_once, EffectKind::tell_desk},
};

}  // namespace

std::span<const Row> service_rows() { return kService; }
std::span<const Row> question_rows() { return kQuestions; }
std::span<const Row> asked_rows() {
    static const std::vector<Row> rows = all_asked();
    return rows;
}
std::span<const Row> end_rows() { return kEnds; }
std::span<const Row> any_rows() { return kAny; }

}  // namespace uketsuke::flow::rows
