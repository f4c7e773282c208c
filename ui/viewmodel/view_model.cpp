// SPDX-License-Identifier: Apache-2.0
#include "view_model.hpp"

#include <algorithm>
#include <array>

#include "firmware/base/enumeration.hpp"
#include "firmware/flow/question_table.hpp"
#include "firmware/flow/setting_values.hpp"
#include "firmware/flow/state_table.hpp"
#include "firmware/flow/transitions.hpp"

namespace uketsuke::ui {
namespace {

using flow::State;
using flow::Visit;

bool is_one_of(State state, std::initializer_list<State> states) {
    return std::find(states.begin(), states.end(), state) != states.end();
}

bool face_way(State state) {
    return is_one_of(state, {State::face_capture, State::number_b_entry, State::number_b_reading, State::face_deciding,
                             State::terminal_challenge, State::terminal_signing});
}

std::vector<base::ErrorCode> causes_of(const Visit& visit) {
    std::vector<base::ErrorCode> causes;
    for (int i = 0; i < flow::kDeviceCount; ++i)
        if (const auto& why = visit.down[static_cast<std::size_t>(i)]; why && visit.needs(flow::Device(i)))
            causes.push_back(*why);
    return causes;
}

/// From the table itself, so that no screen can show a dead button or hide a live one.
Offered offered_in(const Visit& visit) {
    Offered offered;
    for (const auto& row : flow::transitions()) {
        if (row.on != flow::EventKind::tap || row.from.value_or(visit.state) != visit.state) continue;
        if (offered.has(*row.action)) continue;
        if (row.guard.holds == nullptr || row.guard.holds(visit, flow::Tap{*row.action})) offered.add(*row.action);
    }
    return offered;
}

std::vector<ListLine> list_of(const Visit& visit, const domain::QuestionRow& row) {
    std::vector<ListLine> lines;
    for (int i = 0; i < flow::asked_about(visit, row); ++i) {
        const auto& listed = visit.authentication->listed[row.question].at(static_cast<std::size_t>(i));
        const bool ticked = (visit.given[row.question].ticked >> i & 1U) != 0;
        lines.push_back({listed.kind, listed.issued, listed.issuer, ticked});
    }
    return lines;
}

std::vector<ReviewLine> review_of(const Visit& visit) {
    std::vector<ReviewLine> lines;
    int place = 0;
    for (const auto& question : flow::question_table()) {
        if (question.changeable && is_wanted(question, visit))
            lines.push_back({question.state, place, question.row,
                             question.row != nullptr ? visit.given[question.row->question] : domain::Given{}});
        ++place;
    }
    return lines;
}

bool asks_for_prescriptions(const domain::Facility& facility) {
    return facility.pharmacy || (facility.prescription == domain::PrescriptionSetting::both &&
                                 facility.prescription_asked == domain::PrescriptionAsked::at_reader);
}

std::vector<Service> services_of(const Visit& visit) {
    const auto& facility = visit.facts.facility;
    std::vector<Service> services;
    if (asks_for_prescriptions(facility)) services.push_back({"prescription", "pill"});
    for (const auto& row : domain::kQuestionRows)
        if (!row.told.empty() && facility.asks[row.question]) services.push_back({row.told, row.picture});
    return services;
}

void add_identity(ViewModel& view, const Visit& visit) {
    view.digits = visit.pin_digits;
    view.digits_wanted = flow::digits_wanted(visit);
    view.digits_shown = is_one_of(visit.state, {State::number_b_entry, State::appointment_entry}) && visit.digits_shown;
    view.advice = visit.advice;
    const auto phone = visit.phone() ? std::optional(visit.info->medium) : visit.phone_kind;
    view.by_phone = phone || (visit.card && visit.card->slot == domain::kPhoneSlot);
    view.android = phone == domain::Medium::android;
    if (is_one_of(visit.state, {State::pin_entry, State::pin_wrong}) && visit.info)
        view.tries_left = visit.info->pin.left;
    if (visit.state == State::staff_refused) view.staff_check = visit.staff_check;
}

void add_questions(ViewModel& view, const Visit& visit) {
    const bool about_certificate =
        is_one_of(visit.state, {State::certificate_notice, State::certificate_grace, State::certificate_refused});
    if (about_certificate && visit.info) view.certificate_until = visit.info->not_after;
    if (!visit.authentication) return;
    if (visit.state == State::registration_offer) view.registration = visit.authentication->registration;
    if (visit.state == State::consent_more) view.shown_item = visit.shown_item;
    if (is_one_of(visit.state, {State::consent_items, State::review})) view.consents = visit.answers;
    if (visit.state == State::review) view.review = review_of(visit);
    if (view.question == nullptr) return;
    view.list = list_of(visit, *view.question);
    view.list_goes_on = visit.authentication->listed[view.question->question].size() > view.list.size();
    view.asked_item = visit.asked_item;
}

void add_result(ViewModel& view, const Visit& visit, const Facts& facts) {
    if (visit.state == State::appointment_told) {
        view.appointment = visit.appointment;
        view.card_lies = visit.card.has_value();
    }
    if (is_one_of(visit.state, {State::result_remark, State::result_invalid})) view.answer = visit.answer;
    if (view.answer) view.answer->reference_number.clear();
    const bool told = is_one_of(visit.state, {State::result_valid, State::result_remark});
    if (told && visit.answer && facts.shows_reference_number) view.reference_number = visit.answer->reference_number;
    if (told || !flow::row_of(visit.state).person) view.number = visit.number;
    if (is_one_of(visit.state, {State::guidance, State::out_of_service, State::idle, State::without_card}))
        view.fallbacks = visit.fallbacks();
    view.error = visit.error;
    if (visit.state == State::out_of_service) view.causes = causes_of(visit);
    if (visit.state == State::idle && visit.service_down()) view.causes = {*visit.service_down()};
    if (visit.state == State::idle) view.services = services_of(visit);
    view.finished = visit.finished;
    view.answers_sent = visit.sent && visit.answered != 0;
    view.to_desk = visit.to_desk;
    view.staff_on_way = visit.staff_on_way && flow::row_of(visit.state).busy;
    view.desk_comes = visit.desk_comes && visit.state == State::staff_called;
}

void add_settings(ViewModel& view, const Visit& visit) {
    view.for_settings = visit.for_settings;
    if (visit.state == State::settings)
        for (const auto setting : base::kValuesOf<flow::Setting>)
            view.settings.push_back({setting, flow::value_of(visit.facts, setting)});
    if (visit.state == State::setting_choice) {
        view.settings = {{visit.setting, visit.chosen}};
        view.choices = flow::choices_of(visit.facts, visit.setting, visit.chosen);
    }
    if (is_one_of(visit.state, {State::touch_test, State::picture_test})) view.tested = visit.tested;
    if (visit.state == State::readiness) view.found = visit.found;
    view.printer = visit.state == State::statement && visit.facts.printer;
    if (visit.state == State::touch_test) view.missed.assign(visit.missed.begin(), visit.missed.begin() + visit.tested);
}

/// Nobody is led further by what is behind, but staff can be called.
void put_in_front(ViewModel& view, flow::InFront what) {
    view.in_front = what;
    view.prompt = {};
    Offered left;
    for (const auto action : {flow::Action::language, flow::Action::comfort, flow::Action::call_staff})
        if (view.offers(action)) left.add(action);
    view.offered = left;
}

}  // namespace

ViewModel project(const Visit& visit, const Facts& facts) {
    const auto& row = flow::row_of(visit.state);
    // A call and a warning stand in front of a step: the bar keeps showing where the visit is.
    const bool interrupted = is_one_of(visit.state, {State::staff_called, State::idle_warning});
    ViewModel view;
    view.screen = visit.state;
    view.offered = offered_in(visit);
    view.language = visit.language;
    view.comfort = visit.comfort;
    view.step = static_cast<int>(flow::row_of(interrupted ? visit.resume : visit.state).progress);
    view.earcon = row.earcon;
    view.prompt = row.prompt;
    view.question = flow::row_asked_in(visit.state);
    if (visit.state == State::idle_warning) view.seconds = static_cast<int>(time_out_of(visit).count() / 1000);
    add_identity(view, visit);
    add_questions(view, visit);
    add_result(view, visit, facts);
    add_settings(view, visit);
    view.simulated = facts.simulated;
    view.simulated_terminal = facts.simulated_terminal && face_way(visit.state);
    view.reader = facts.reader;
    view.reception_complete = facts.reception_complete;
    view.next_place = facts.next_place;
    view.still = facts.still;
    view.voice = facts.voice;
    if (visit.in_front != flow::InFront::nothing) put_in_front(view, visit.in_front);
    return view;
}

}  // namespace uketsuke::ui
