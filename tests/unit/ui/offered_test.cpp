// SPDX-License-Identifier: Apache-2.0
// What each screen offers, written by hand: a button that is missing here is a patient who cannot go on, one too many
// leads where nobody wants to be.
#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "firmware/base/enumeration.hpp"
#include "firmware/flow/question_table.hpp"
#include "ui/viewmodel/view_model.hpp"

using namespace uketsuke;
using A = flow::Action;
using S = flow::State;
using flow::Visit;

namespace {

/// A card whose owner may use every way there is.
Visit visit_in(S state) {
    Visit visit;
    visit.state = state;
    visit.down = {};
    visit.face_offered = true;
    visit.facts.staff_check = true;
    visit.facts.phone_reader = true;
    visit.card = domain::CardRef{domain::kCardSlot, 1};
    visit.info = domain::CardInfo{{"00"}, {3}, {2028, 3, 12}};
    visit.today = {2026, 11, 22};
    visit.authentication = domain::Authentication{};
    return visit;
}

using Actions = std::vector<A>;

Actions offered(const Visit& visit) {
    const auto view = ui::project(visit, {});
    Actions actions;
    for (const auto action : base::kValuesOf<A>)
        if (view.offers(action)) actions.push_back(action);
    return actions;
}

/// Beside these: call_staff, see below, and language and comfort, which have their own rules.
Actions own(const Visit& visit) {
    auto actions = offered(visit);
    std::erase(actions, A::call_staff);
    std::erase(actions, A::language);
    std::erase(actions, A::comfort);
    return actions;
}

/// In the order of the enumeration. States that are not here offer nothing of their own; what a question offers follows
/// from its kind, and its scenarios show it.
const std::vector<std::pair<S, Actions>> kOffers{
    {S::idle, {A::use_phone}},
    {S::choose_phone, {A::iphone, A::android, A::back}},
    {S::phone_wait, {A::back, A::end_visit}},
    {S::choose_identity, {A::choose_face, A::choose_pin, A::choose_staff, A::accompanied, A::end_visit}},
    {S::pin_unusable, {A::choose_face, A::choose_staff, A::accompanied, A::show_guidance, A::end_visit}},
    {S::accompanied, {A::choose_face, A::choose_pin, A::choose_staff, A::back, A::end_visit}},
    {S::look_away, {A::confirm, A::back, A::end_visit}},
    {S::pin_entry, {A::back}},
    {S::pin_last_try, {A::back}},
    {S::pin_wrong, {A::choose_face, A::choose_staff, A::retry, A::end_visit}},
    {S::pin_locked, {A::choose_face, A::choose_staff, A::show_guidance, A::end_visit}},
    {S::face_capture, {A::choose_pin, A::back}},
    {S::number_b_entry, {A::toggle, A::back}},
    {S::face_refused, {A::choose_pin, A::choose_staff, A::retry, A::show_guidance, A::end_visit}},
    {S::face_unavailable, {A::choose_pin, A::choose_staff, A::show_guidance, A::end_visit}},
    {S::staff_password, {A::back}},
    {S::staff_refused, {A::back, A::end_visit}},
    {S::staff_confirm, {A::confirm, A::refuse, A::back}},
    {S::certificate_refused, {A::show_guidance, A::next}},
    {S::certificate_grace, {A::next, A::end_visit}},
    {S::not_registered, {A::show_guidance, A::next}},
    {S::registration_offer, {A::agree, A::disagree, A::end_visit}},
    {S::registration_failed, {A::retry, A::show_guidance, A::end_visit}},
    {S::certificate_notice, {A::next, A::end_visit}},
    {S::registration_ending, {A::next, A::end_visit}},
    {S::consent, {A::agree_all, A::agree_none, A::by_item, A::end_visit}},
    {S::consent_items, {A::agree, A::disagree, A::more, A::back}},
    {S::consent_more, {A::back}},
    {S::review, {A::confirm, A::end_visit}},
    {S::result_valid, {A::next}},
    {S::result_remark, {A::next}},
    {S::result_invalid, {A::show_guidance, A::next}},
    {S::service_failed, {A::retry, A::show_guidance, A::end_visit}},
    {S::confirm_failed, {A::retry, A::show_guidance, A::end_visit}},
    {S::result_undelivered, {A::next}},
    {S::guidance, {A::next}},
    {S::statement, {A::next}},
    {S::without_card, {A::back}},
    {S::appointment_entry, {A::toggle, A::back}},
    {S::appointment_told, {A::next}},
    {S::show_code, {A::back}},
    {S::way_set, {A::use_phone, A::back}},
    {S::code_problem, {A::retry, A::back}},
    {S::settings, {A::change, A::back, A::check_ready, A::test_touch, A::test_picture}},
    {S::readiness, {A::retry, A::back}},
    {S::setting_choice, {A::choose, A::back}},
    {S::setting_failed, {A::retry, A::back}},
    {S::touch_test, {A::back}},
    {S::picture_test, {A::next, A::back}},
    {S::staff_called, {A::choose_staff, A::cancel_call}},
    {S::idle_warning, {A::continue_visit, A::end_visit}},
};

bool in_list(S state) {
    return std::any_of(kOffers.begin(), kOffers.end(), [&](const auto& offer) { return offer.first == state; });
}

}  // namespace

TEST_CASE("each screen offers what stands here, and nothing else") {
    for (const auto& [state, actions] : kOffers) {
        CAPTURE(flow::name_of(state));
        CHECK(own(visit_in(state)) == actions);
    }
    for (const auto state : base::kValuesOf<S>) {
        CAPTURE(flow::name_of(state));
        if (!in_list(state) && !flow::place_of(state)) CHECK(own(visit_in(state)).empty());
    }
}

TEST_CASE("staff can be called from every screen but the one of the call") {
    for (const auto state : base::kValuesOf<S>) {
        CAPTURE(flow::name_of(state));
        CHECK(ui::project(visit_in(state), {}).offers(A::call_staff) == (state != S::staff_called));
    }
}

TEST_CASE("digits that are complete can be confirmed") {
    auto visit = visit_in(S::pin_entry);
    visit.pin_digits = 4;
    CHECK(own(visit) == Actions{A::confirm, A::back});
    visit.pin_digits = 3;
    CHECK(own(visit) == Actions{A::back});
    visit = visit_in(S::staff_password);
    visit.pin_digits = 6;
    CHECK(own(visit) == Actions{A::confirm, A::back});
}

TEST_CASE("a way that is not there is not offered") {
    auto visit = visit_in(S::choose_identity);
    visit.info->pin = {0};
    CHECK(own(visit) == Actions{A::choose_face, A::choose_staff, A::accompanied, A::end_visit});
    visit.face_offered = false;
    CHECK(own(visit) == Actions{A::choose_staff, A::accompanied, A::end_visit});
    visit.terminal_refused = true;
    CHECK(own(visit) == Actions{A::accompanied, A::end_visit});
    visit = visit_in(S::idle);
    visit.facts.phone_reader = false;
    CHECK(own(visit).empty());
}
