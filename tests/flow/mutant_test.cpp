// SPDX-License-Identifier: Apache-2.0
// Deliberate mutations of the table of arrows. Each must be caught: by a story, by an invariant of the walk, or because
// somebody would wait for ever. A mutant that slips through is a hole in the tests.
#include <catch2/catch.hpp>
#include <cstdio>

#include "firmware/flow/entry.hpp"
#include "tests/flow/story.hpp"
#include "tests/flow/walk.hpp"
#include "tests/flow/worlds.hpp"

using namespace uketsuke;
using namespace uketsuke::flow;

namespace {

using S = State;
using E = EventKind;
using A = Action;
using Rows = std::vector<Row>;
using rows::to;
using namespace guards;

Rows table() { return {transitions().begin(), transitions().end()}; }

constexpr std::optional<State> any{};

/// A row by what it asks for and where it leads; by its event alone where a state has but one on it.
struct Address {
    std::optional<State> from;
    E on;
    std::optional<A> action;
    std::optional<Guard> guard;
    std::optional<Target> to;

    [[nodiscard]] bool fits(const Row& row) const {
        return row.from == from && row.on == on && row.action == action && (!guard || row.guard.name == guard->name) &&
               (!to || row.to == *to);
    }
};

Row& only(Rows& rows, const Address& address) {
    const auto fits = [&](const Row& row) { return address.fits(row); };
    REQUIRE(std::count_if(rows.begin(), rows.end(), fits) == 1);
    return *std::find_if(rows.begin(), rows.end(), fits);
}
Row& at(Rows& rows, std::optional<State> from, E on, Guard guard, Target to) {
    return only(rows, {from, on, {}, guard, to});
}
Row& at(Rows& rows, std::optional<State> from, E on) { return only(rows, {from, on, {}, {}, {}}); }
Row& on_tap(Rows& rows, std::optional<State> from, A action, Guard guard, Target to) {
    return only(rows, {from, E::tap, action, guard, to});
}
Row& on_tap(Rows& rows, std::optional<State> from, A action) { return only(rows, {from, E::tap, action, {}, {}}); }

void drop(Rows& rows, const Row& row) { rows.erase(rows.begin() + (&row - rows.data())); }
void lead(Row& row, State state) { row.to = to(state); }

/// Not once somebody types.
constexpr Guard refused_only_at_choice{"revoked, at the choice", [](const Visit& s, const Event& e) {
                                           return revoked_meanwhile.holds(s, e) && s.state == S::choose_identity;
                                       }};

struct Mutant {
    std::string_view name;
    void (*mutate)(Rows&);
};

const std::array kMutants{
    // identity
    Mutant{"the last try needs no warning",
           [](Rows& r) { drop(r, on_tap(r, S::pin_entry, A::confirm, typed_last, to(S::pin_last_try))); }},
    Mutant{"a third miss is like the second",
           [](Rows& r) { drop(r, at(r, S::pin_verifying, E::pin_answered, pin_exhausted, to(S::pin_locked))); }},
    Mutant{"a torn VERIFY is a wrong PIN",
           [](Rows& r) { lead(at(r, S::pin_verifying, E::pin_answered, failed, to(S::card_problem)), S::pin_wrong); }},
    Mutant{"a wrong PIN is right",
           [](Rows& r) { at(r, S::pin_verifying, E::pin_answered, pin_right, to(S::authenticating)).guard = {}; }},
    Mutant{"a right PIN identifies nobody",
           [](Rows& r) { at(r, S::pin_verifying, E::pin_answered, pin_right, to(S::authenticating)).change = {}; }},
    Mutant{"three digits are a PIN",
           [](Rows& r) { on_tap(r, S::pin_entry, A::confirm, typed, to(S::pin_challenge)).guard = {}; }},
    Mutant{"VERIFY comes before the nonce",
           [](Rows& r) { lead(on_tap(r, S::pin_entry, A::confirm, typed, to(S::pin_challenge)), S::pin_verifying); }},
    Mutant{"an unusable PIN is offered",
           [](Rows& r) { drop(r, at(r, S::reading_card, E::card_read, guards::pin_unusable, to(S::pin_unusable))); }},
    Mutant{"a helper may type the PIN",
           [](Rows& r) { r.insert(r.begin(), rows::tap(A::choose_pin, {}, to(S::pin_entry)))->from = S::accompanied; }},
    Mutant{"a helper is forgotten", [](Rows& r) { on_tap(r, S::choose_identity, A::accompanied).change = {}; }},
    Mutant{"a helper stays for ever", [](Rows& r) { on_tap(r, S::accompanied, A::back).change = {}; }},
    Mutant{"a revoked certificate goes on",
           [](Rows& r) {
               at(r, any, E::certificate_checked, revoked_meanwhile, to(S::certificate_refused)).guard =
                   refused_only_at_choice;
           }},
    Mutant{"a certificate that nobody vouches for goes on",
           [](Rows& r) { drop(r, at(r, any, E::certificate_checked, refused_meanwhile, to(S::card_problem))); }},
    Mutant{"a word about the certificate ends any state",
           [](Rows& r) { at(r, any, E::certificate_checked, refused_meanwhile, to(S::card_problem)).guard = failed; }},
    Mutant{"a revoked certificate is called a card that cannot be read",
           [](Rows& r) { drop(r, at(r, any, E::certificate_checked, revoked_meanwhile, to(S::certificate_refused))); }},
    Mutant{"every face matches",
           [](Rows& r) { at(r, S::face_deciding, E::decided, face_matched, to(S::terminal_challenge)).guard = {}; }},
    Mutant{"a photo without a face counts as an attempt",
           [](Rows& r) { drop(r, at(r, S::face_deciding, E::decided, photo_unusable, to(S::face_unavailable))); }},
    Mutant{"a fourth face attempt", [](Rows& r) { on_tap(r, S::face_refused, A::retry).guard = {}; }},
    Mutant{"a card that is laid down anew begins anew",
           [](Rows& r) {
               on_tap(r, S::choose_identity, A::choose_face).guard = {
                   "three in this visit",
                   [](const Visit& s, const Event&) { return s.face_offered && s.face_attempts < 3; }};
           }},
    Mutant{"nobody before the camera is no attempt",
           [](Rows& r) {
               at(r, S::face_capture, E::time_out, guards::always, to(S::face_refused)).change = changes::note_error;
           }},
    Mutant{"a photo that failed is waited for",
           [](Rows& r) { drop(r, at(r, S::face_capture, E::portrait_ready, failed, to(S::face_unavailable))); }},
    Mutant{"digits are typed after any failure",
           [](Rows& r) {
               at(r, S::face_capture, E::portrait_ready, digits_unreadable, to(S::number_b_entry)).guard = failed;
           }},
    Mutant{"typed digits are not used", [](Rows& r) { on_tap(r, S::number_b_entry, A::confirm).change = {}; }},
    Mutant{"the card counts as asked although nothing was sent",
           [](Rows& r) {
               at(r, S::face_capture, E::portrait_ready, digits_unreadable, to(S::number_b_entry)).change =
                   changes::note_error;
           }},
    Mutant{"every card has fourteen digits",
           [](Rows& r) {
               on_tap(r, S::number_b_entry, A::confirm).guard = {
                   "fourteen digits", [](const Visit& s, const Event&) {
                       return s.pin_digits == static_cast<int>(domain::kNumberBDigits) && s.face_retry();
                   }};
           }},
    Mutant{"thirteen digits are enough", [](Rows& r) { on_tap(r, S::number_b_entry, A::confirm).guard = {}; }},
    Mutant{
        "any password opens the staff screen",
        [](Rows& r) { at(r, S::staff_checking, E::staff_checked, password_right, to(S::staff_confirm)).guard = {}; }},
    Mutant{"a locked password may be tried", [](Rows& r) { on_tap(r, S::staff_refused, A::retry).guard = {}; }},
    Mutant{"staff identify nobody", [](Rows& r) { on_tap(r, S::staff_confirm, A::confirm).change = {}; }},
    Mutant{"the staff screen stays open", [](Rows& r) { drop(r, at(r, S::staff_confirm, E::time_out)); }},
    Mutant{"staff's no is a yes", [](Rows& r) { lead(on_tap(r, S::staff_confirm, A::refuse), S::terminal_challenge); }},
    Mutant{"a called staff checks somebody who is identified",
           [](Rows& r) { on_tap(r, S::staff_called, A::choose_staff).guard = staff_offered; }},
    // phones
    Mutant{"an iPhone is a card",
           [](Rows& r) { drop(r, at(r, S::reading_card, E::card_read, is_iphone, to(S::phone_challenge))); }},
    Mutant{"an Android chooses like a card",
           [](Rows& r) { drop(r, at(r, S::reading_card, E::card_read, is_android, to(S::pin_entry))); }},
    Mutant{"a lifted phone ends the visit",
           [](Rows& r) { drop(r, at(r, any, E::card_removed, phone_lifted, rows::stay)); }},
    Mutant{"a phone nearby is another card",
           [](Rows& r) { drop(r, at(r, any, E::card_present, phone_beside, rows::stay)); }},
    // service
    Mutant{"the service is asked without a nonce",
           [](Rows& r) {
               lead(on_tap(r, S::service_failed, A::retry, by_terminal, to(S::terminal_challenge)),
                    S::terminal_signing);
           }},
    Mutant{"an expired certificate goes on",
           [](Rows& r) {
               drop(r, at(r, S::authenticating, E::authenticated, certificate_ended, to(S::certificate_refused)));
           }},
    Mutant{"grace is not told",
           [](Rows& r) { drop(r, at(r, S::authenticating, E::authenticated, in_grace, to(S::certificate_grace))); }},
    Mutant{"grace asks for consent", [](Rows& r) { lead(on_tap(r, S::certificate_grace, A::next), S::consent); }},
    Mutant{"registration without a word",
           [](Rows& r) {
               lead(at(r, S::authenticating, E::authenticated, may_register, to(S::registration_offer)),
                    S::registering);
           }},
    Mutant{"no to the registration is a yes",
           [](Rows& r) { lead(on_tap(r, S::registration_offer, A::disagree), S::registering); }},
    Mutant{"a phone or a card in grace registers",
           [](Rows& r) {
               at(r, S::authenticating, E::authenticated, may_register, to(S::registration_offer)).guard = unregistered;
           }},
    Mutant{"the registration that failed counts",
           [](Rows& r) { drop(r, at(r, S::registering, E::registered, unregistered, to(S::registration_failed))); }},
    Mutant{"no second answer is one",
           [](Rows& r) { lead(at(r, S::confirming, E::confirmed, failed, to(S::confirm_failed)), S::delivering); }},
    Mutant{"every answer is valid",
           [](Rows& r) { at(r, S::delivering, E::delivered, is_valid, to(S::result_valid)).guard = {}; }},
    Mutant{
        "a result that nobody got is valid",
        [](Rows& r) { lead(at(r, S::delivering, E::delivered, failed, to(S::result_undelivered)), S::result_valid); }},
    Mutant{"a remark is not shown",
           [](Rows& r) { drop(r, at(r, S::delivering, E::delivered, valid_with_remark, to(S::result_remark))); }},
    // questions
    Mutant{"no to everything is a yes",
           [](Rows& r) { on_tap(r, S::consent, A::agree_none).change = changes::answer_all<true>; }},
    Mutant{"yes to everything skips the rest",
           [](Rows& r) { lead(on_tap(r, S::consent, A::agree_all), S::confirming); }},
    Mutant{"no to one item is a yes",
           [](Rows& r) { on_tap(r, S::consent_items, A::disagree).change = changes::answer_item<true>; }},
    Mutant{"an item may stay open", [](Rows& r) { on_tap(r, S::consent_items, A::confirm).guard = {}; }},
    Mutant{"no to the disease is a yes",
           [](Rows& r) { on_tap(r, S::specific_disease, A::disagree).change = changes::answer<true>; }},
    Mutant{"no to the ceiling is a yes",
           [](Rows& r) { on_tap(r, S::high_cost, A::disagree).change = changes::answer<true>; }},
    Mutant{"paper is electronic",
           [](Rows& r) {
               on_tap(r, S::prescription_form, A::choose).change = {
                   "the first of them", [](Visit& s, const Event&) { changes::answer_with(s, 0); }};
           }},
    Mutant{"no to one certificate is a yes",
           [](Rows& r) {
               on_tap(r, S::subsidy, A::disagree, more_follow, rows::stay).change = changes::answer_this<true>;
           }},
    Mutant{"no to the last certificate is a yes",
           [](Rows& r) { on_tap(r, S::subsidy, A::disagree, {}, rows::ask).change = changes::answer_this<true>; }},
    Mutant{"the certificate before is not asked again",
           [](Rows& r) { on_tap(r, S::subsidy, A::back, one_before, rows::stay).change = {}; }},
    Mutant{"a tick is lost", [](Rows& r) { on_tap(r, S::prescription_choice, A::toggle).change = {}; }},
    Mutant{"the review never ends", [](Rows& r) { on_tap(r, S::review, A::confirm).change = {}; }},
    Mutant{"an answer cannot be changed", [](Rows& r) { drop(r, on_tap(r, S::review, A::change)); }},
    // ends
    Mutant{"a pulled card ends nothing",
           [](Rows& r) { at(r, any, E::card_removed, same_card, to(S::thanks)).to = {}; }},
    Mutant{"a card that was handed back was pulled",
           [](Rows& r) { drop(r, at(r, any, E::card_removed, handed_back, to(S::thanks))); }},
    Mutant{"the day never turns", [](Rows& r) { drop(r, at(r, any, E::day_began)); }},
    Mutant{"a swapped card is the same",
           [](Rows& r) { at(r, any, E::card_present, other_card, to(S::reading_card)).change = changes::note_card; }},
    Mutant{"staff never hear of a card left",
           [](Rows& r) { lead(at(r, S::take_card_urgent, E::time_out), S::take_card); }},
    Mutant{"the reminder skips a step", [](Rows& r) { lead(at(r, S::take_card, E::time_out), S::take_card_urgent); }},
    Mutant{"nobody there is somebody", [](Rows& r) { drop(r, at(r, S::idle_warning, E::time_out)); }},
    Mutant{"somebody there is nobody",
           [](Rows& r) { lead(on_tap(r, S::idle_warning, A::continue_visit), S::take_card); }},
    Mutant{"what somebody chose stays",
           [](Rows& r) { drop(r, at(r, any, E::time_out, set_otherwise, rows::stay)); }},
    Mutant{"larger letters end the visit",
           [](Rows& r) { on_tap(r, any, A::comfort, a_comfort, rows::stay).to = to(S::take_card); }},
    Mutant{"larger letters are forgotten",
           [](Rows& r) { on_tap(r, any, A::comfort, a_comfort, rows::stay).change = changes::as_before; }},
    Mutant{"out of service everything stays as somebody left it",
           [](Rows& r) { at(r, S::out_of_service, E::time_out).change = changes::call_cancelled; }},
    Mutant{"a call reaches nobody",
           [](Rows& r) { on_tap(r, any, A::call_staff, not_yet_called, to(S::staff_called)).effect.reset(); }},
    Mutant{"without a journal the visit goes on",
           [](Rows& r) { drop(r, at(r, any, E::device_down, visit_cannot_go_on, to(S::out_of_service))); }},
    Mutant{"it opens with something missing",
           [](Rows& r) { at(r, S::out_of_service, E::device_up, all_there, to(S::idle)).guard = {}; }},
    Mutant{"it stays open with something missing", [](Rows& r) { lead(at(r, S::thanks, E::time_out), S::idle); }},
    Mutant{"papers open it with something missing", [](Rows& r) { lead(on_tap(r, S::statement, A::next), S::idle); }},
    Mutant{"a phone opens it with something missing", [](Rows& r) { lead(at(r, S::phone_wait, E::time_out), S::idle); }},
    Mutant{"a visit begins with something missing",
           [](Rows& r) { drop(r, at(r, any, E::card_present, other_card_missing, to(S::out_of_service))); }},
    Mutant{"what closes nothing ends the thanks",
           [](Rows& r) {
               at(r, any, E::device_down, nobody_here_and_needed, to(S::out_of_service)).guard = nobody_here;
           }},
};

/// What catches a table, in words; empty when nothing does.
std::string caught_by(const Rows& rows) {
    for (const auto& story : stories())
        if (!tell(story, rows).empty()) return "story \"" + std::string(story.name) + "\"";
    for (const auto& world : worlds()) {
        const auto walk = walk_through(world, rows, true);
        if (!walk.violations.empty()) return "walk of " + world.name + ": " + walk.violations.front();
    }
    return {};
}

}  // namespace

TEST_CASE("every mutant of the table is caught") {
    int caught = 0;
    for (const auto& mutant : kMutants) {
        auto rows = table();
        mutant.mutate(rows);
        const auto by = caught_by(rows);
        INFO(mutant.name);
        CHECK_FALSE(by.empty());
        if (by.empty()) continue;
        ++caught;
        std::printf("mutant \"%.*s\": %s\n", static_cast<int>(mutant.name.size()), mutant.name.data(), by.c_str());
    }
    std::printf("mutants caught: %d of %zu\n", caught, kMutants.size());
}
