// SPDX-License-Identifier: Apache-2.0
#include "view_model.hpp"

#include <algorithm>
#include <array>

#include "firmware/flow/question_table.hpp"
#include "firmware/flow/state_table.hpp"
#include "firmware/flow/transitions.hpp"

namespace uketsuke::ui {
namespace {

using flow::Session;
using flow::State;

bool is_one_of(State state, std::initializer_list<State> states) {
    return std::find(states.begin(), states.end(), state) != states.end();
}

bool face_way(State state) {
    return is_one_of(state, {State::face_capture, State::surface_entry, State::surface_reading, State::face_deciding,
                             State::terminal_challenge, State::terminal_signing});
}

std::vector<base::ErrorCode> causes_of(const Session& session) {
    std::vector<base::ErrorCode> causes;
    for (int i = 0; i < flow::kDeviceCount; ++i)
        if (const auto& why = session.down[static_cast<std::size_t>(i)]; why && session.needs(flow::Device(i)))
            causes.push_back(*why);
    return causes;
}

/// From the table itself, so that no screen can show a dead button or hide a live one.
Offered offered_in(const Session& session) {
    Offered offered;
    for (const auto& row : flow::transitions()) {
        if (row.on != flow::EventKind::tap || row.from.value_or(session.state) != session.state) continue;
        if (offered.has(*row.action)) continue;
        if (row.guard.holds == nullptr || row.guard.holds(session, flow::Tap{*row.action})) offered.add(*row.action);
    }
    return offered;
}

std::vector<ListLine> list_of(const Session& session, const domain::QuestionRow& row) {
    std::vector<ListLine> lines;
    for (int i = 0; i < flow::asked_about(session, row); ++i) {
        const auto& listed = session.authentication->listed[row.question].at(static_cast<std::size_t>(i));
        const bool ticked = (session.given[row.question].ticked >> i & 1U) != 0;
        lines.push_back({listed.kind, listed.issued, listed.issuer, ticked});
    }
    return lines;
}

std::vector<ReviewLine> review_of(const Session& session) {
    std::vector<ReviewLine> lines;
    int place = 0;
    for (const auto& question : flow::question_table()) {
        if (question.changeable && is_wanted(question, session))
            lines.push_back({question.state, place, question.row,
                             question.row != nullptr ? session.given[question.row->question] : domain::Given{}});
        ++place;
    }
    return lines;
}

void add_identity(ViewModel& view, const Session& session) {
    view.digits = session.pin_digits;
    view.digits_wanted = flow::digits_wanted(session);
    view.advice = session.advice;
    const auto phone = session.phone() ? std::optional(session.info->medium) : session.phone_kind;
    view.by_phone = phone || (session.card && session.card->slot == domain::kPhoneSlot);
    view.android = phone == domain::Medium::android;
    if (is_one_of(session.state, {State::pin_entry, State::pin_wrong}) && session.info)
        view.tries_left = session.info->pin.left;
    if (session.state == State::staff_refused) view.staff_check = session.staff_check;
}

void add_questions(ViewModel& view, const Session& session) {
    const bool about_certificate =
        is_one_of(session.state, {State::certificate_notice, State::certificate_grace, State::certificate_refused});
    if (about_certificate && session.info) view.certificate_until = session.info->not_after;
    if (!session.authentication) return;
    if (session.state == State::registration_offer) view.registration = session.authentication->registration;
    if (session.state == State::consent_more) view.shown_item = session.shown_item;
    if (is_one_of(session.state, {State::consent_items, State::review})) view.consents = session.answers;
    if (session.state == State::review) view.review = review_of(session);
    if (view.question == nullptr) return;
    view.list = list_of(session, *view.question);
    view.list_goes_on = session.authentication->listed[view.question->question].size() > view.list.size();
    view.asked_item = session.asked_item;
}

void add_result(ViewModel& view, const Session& session) {
    if (is_one_of(session.state, {State::result_remark, State::result_invalid})) view.answer = session.answer;
    if (is_one_of(session.state, {State::guidance, State::out_of_service})) view.fallbacks = session.fallbacks();
    view.error = session.error;
    if (session.state == State::out_of_service) view.causes = causes_of(session);
    view.finished = session.finished;
    view.to_desk = session.to_desk;
    view.staff_on_way = session.staff_on_way && flow::row_of(session.state).busy;
}

/// The languages in front of the screen. Nobody is led further by what is behind them, but staff can be called.
void add_languages(ViewModel& view) {
    view.which_language = true;
    view.prompt = {};
    Offered left;
    for (const auto action : {flow::Action::language, flow::Action::call_staff})
        if (view.offers(action)) left.add(action);
    view.offered = left;
}

}  // namespace

ViewModel project(const Session& session, const Facts& facts) {
    const auto& row = flow::row_of(session.state);
    // A call and a warning stand in front of a step: the bar keeps showing where the visit is.
    const bool interrupted = is_one_of(session.state, {State::staff_called, State::idle_warning});
    ViewModel view;
    view.screen = session.state;
    view.offered = offered_in(session);
    view.language = session.language;
    view.step = static_cast<int>(flow::row_of(interrupted ? session.resume : session.state).progress);
    view.earcon = row.earcon;
    view.prompt = row.prompt;
    view.question = flow::row_asked_in(session.state);
    if (session.state == State::idle_warning)
        view.seconds = static_cast<int>(time_out_of(session.state).count() / 1000);
    add_identity(view, session);
    add_questions(view, session);
    add_result(view, session);
    view.simulated = facts.simulated;
    view.simulated_terminal = facts.simulated_terminal && face_way(session.state);
    view.reader = facts.reader;
    if (session.which_language) add_languages(view);
    return view;
}

}  // namespace uketsuke::ui
