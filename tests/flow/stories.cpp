// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "firmware/flow/state_table.hpp"
#include "tests/flow/story.hpp"

namespace uketsuke::flow {
namespace {

using base::ErrorCode;
using base::fail;
using domain::Medium;
using domain::Registration;
using S = State;
using A = Action;
using Q = domain::Question;

Ticket visit_of(const StoryVisit& v) { return {v.visit().ticket.visit, 0}; }

domain::CardInfo phone(Medium medium) { return {{}, {3}, {2028, 4, 1}, medium}; }

domain::Authentication unregistered() {
    auto person = good_person();
    person.registration = Registration::none;
    return person;
}

KioskFacts with_staff() {
    KioskFacts facts;
    facts.staff_check = true;
    return facts;
}
KioskFacts with_settings() {
    auto facts = with_staff();
    facts.settings = true;
    facts.languages = 2;
    facts.layouts = 15;
    return facts;
}
/// Papers count without a card, and there is a printer.
KioskFacts with_paper(domain::Fallback fallback = domain::Fallback::written_statement) {
    auto facts = with_settings();
    facts.guidance = {{fallback, {2023, 7, 10}, {2999, 12, 31}, bit_of(domain::Situation::no_card)}};
    facts.printer = true;
    return facts;
}
KioskFacts with_certificate_alone() { return with_paper(domain::Fallback::certificate); }
KioskFacts with_appointments() {
    KioskFacts facts;
    facts.appointments = true;
    return facts;
}
KioskFacts with_codes(WayOnSlip way = WayOnSlip::otherwise) {
    auto facts = with_paper();
    facts.codes = facts.phone_reader = true;
    facts.way_on_slip = way;
    return facts;
}
KioskFacts with_codes_and_appointments() {
    auto facts = with_codes();
    facts.appointments = true;
    return facts;
}
KioskFacts with_phone() {
    KioskFacts facts;
    facts.phone_reader = true;
    return facts;
}
KioskFacts asking() {
    KioskFacts facts;
    facts.facility.asks[Q::high_cost] = true;
    facts.facility.prescription = domain::PrescriptionSetting::both;
    facts.facility.prescription_asked = domain::PrescriptionAsked::at_reader;
    return facts;
}
KioskFacts in_three_languages() {
    KioskFacts facts;
    facts.languages = 3;
    return facts;
}
KioskFacts pharmacy() {
    KioskFacts facts;
    facts.facility.pharmacy = true;
    return facts;
}

// ---- identity -------------------------------------------------------------------------------------------------------

void by_pin(StoryVisit& v) {
    v.lay(good_card()).at(S::choose_identity).prove_by_pin().answer(good_person(true)).at(S::consent);
    v.tap(A::agree_all).confirm().at(S::result_valid).wait().at(S::take_card).take().at(S::thanks).wait().at(S::idle);
}
void by_face(StoryVisit& v) {
    v.lay(good_card()).prove_by_face().answer(good_person()).confirm().at(S::result_valid).take().at(S::thanks);
}
void by_staff(StoryVisit& v) {
    v.lay(good_card()).prove_by_staff().that(v.visit().way == Way::staff, "not known as a staff's word");
    v.answer(good_person()).confirm().at(S::result_valid);
}
void third_miss(StoryVisit& v) {
    v.lay(good_card(1)).tap(A::choose_pin).type(4).tap(A::confirm).at(S::pin_last_try).tap(A::confirm);
    v.happen(ChallengeReady{v.visit().ticket, {}});
    v.happen(PinAnswered{v.visit().ticket, domain::Tries{0}, false}).at(S::pin_locked);
    v.tap(A::choose_pin).at(S::pin_locked).tap(A::choose_face).at(S::face_capture);
}
void torn_verify(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_pin).type(4).tap(A::confirm).happen(ChallengeReady{v.visit().ticket, {}});
    v.happen(PinAnswered{v.visit().ticket, fail(ErrorCode::card_removed), false}).at(S::card_problem);
}
void unusable_pin(StoryVisit& v) {
    v.lay(good_card(0)).at(S::pin_unusable).tap(A::choose_pin).at(S::pin_unusable);
    v.that(v.visit().error == ErrorCode::pin_unusable, "not said why");
    v.prove_by_face().answer(good_person()).confirm().at(S::result_valid);
}
void accompanied(StoryVisit& v) {
    v.lay(good_card()).tap(A::accompanied).at(S::accompanied).tap(A::choose_face).at(S::face_capture);
    v.wait().at(S::face_refused).tap(A::choose_pin).at(S::face_refused);
    v.tap(A::end_visit).at(S::take_card);
}
void helper_looks_away(StoryVisit& v) {
    v.lay(good_card()).tap(A::accompanied).tap(A::choose_pin).at(S::look_away).tap(A::back).at(S::accompanied);
    v.tap(A::choose_pin).tap(A::confirm).at(S::pin_entry);
    v.that(!v.visit().accompanied, "the helper still looks");
}
void digits_shown(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_face).happen(PortraitReady{visit_of(v), fail(ErrorCode::number_b_unreadable)});
    v.at(S::number_b_entry).that(!v.visit().digits_shown, "digits can be read from the start");
    v.tap(A::toggle).at(S::number_b_entry).that(v.visit().digits_shown, "they cannot be read");
    v.tap(A::toggle).that(!v.visit().digits_shown, "they are not hidden again");
}
void accompanied_no_more(StoryVisit& v) {
    v.lay(good_card()).tap(A::accompanied).tap(A::back).at(S::choose_identity).tap(A::choose_pin).at(S::pin_entry);
}
CertificateChecked said(const StoryVisit& v, ErrorCode code) { return {visit_of(v), fail(code)}; }
void revoked_meanwhile(StoryVisit& v) {
    v.lay(good_card()).happen(said(v, ErrorCode::certificate_refused)).at(S::certificate_refused);
    v.that(v.visit().error == ErrorCode::certificate_refused, "not said why");
    v.take().wait().lay(good_card()).tap(A::choose_pin).type(3).happen(said(v, ErrorCode::certificate_refused));
    v.at(S::certificate_refused).that(v.did<WipePin>() != nullptr, "digits are kept");
    v.take().wait().lay(good_card()).tap(A::choose_face).happen(said(v, ErrorCode::certificate_refused));
    v.at(S::certificate_refused).that(v.did<CameraOff>() != nullptr, "the camera stays on");
    v.take().wait().lay(good_card()).tap(A::call_staff).happen(said(v, ErrorCode::certificate_refused));
    v.at(S::certificate_refused);
}
void nobody_vouches(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_pin).happen(said(v, ErrorCode::certificate_untrusted)).at(S::card_problem);
    v.take().wait().lay(good_card()).prove_by_pin().happen(said(v, ErrorCode::certificate_untrusted));
    v.at(S::authenticating).answer(good_person(true)).happen(said(v, ErrorCode::certificate_refused)).at(S::consent);
    v.take().wait().lay(good_card()).happen(CertificateChecked{visit_of(v), {}}).at(S::choose_identity);
}
void typed_digits(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_face);
    v.happen(PortraitReady{visit_of(v), fail(ErrorCode::number_b_unreadable)}).at(S::number_b_entry);
    v.type(13).tap(A::confirm).at(S::number_b_entry).type(14).tap(A::confirm).at(S::number_b_reading);
    const auto* read = v.did<ReadPortrait>();
    v.that(read != nullptr && read->typed, "the typed digits are not used");
    v.happen(PortraitReady{visit_of(v), {}}).at(S::face_capture);
}
void six_typed_digits(StoryVisit& v) {
    auto next = good_card();
    next.number_b_digits = 6;
    v.lay(next).tap(A::choose_face);
    v.happen(PortraitReady{visit_of(v), fail(ErrorCode::number_b_unreadable)}).at(S::number_b_entry);
    v.type(5).tap(A::confirm).at(S::number_b_entry).type(6).tap(A::confirm).at(S::number_b_reading);
}
void photo_without_face(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_face).happen(PortraitReady{visit_of(v), {}}).happen(LiveReady{v.visit().ticket});
    v.happen(Decided{v.visit().ticket, fail(ErrorCode::portrait_without_face)}).at(S::face_unavailable);
    v.that(!v.visit().face_retry(), "the face is offered again");
}
void photo_undecodable(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_face);
    v.happen(PortraitReady{visit_of(v), fail(ErrorCode::portrait_undecodable)}).at(S::face_unavailable);
}
void three_faces(StoryVisit& v) {
    v.lay(good_card());
    for (int i = 0; i < Visit::kFaceAttempts; ++i) v.tap(i == 0 ? A::choose_face : A::retry).wait();
    v.at(S::face_refused).tap(A::retry).at(S::face_refused).tap(A::choose_pin).at(S::pin_entry);
}
/// Refused twice in earlier visits: one attempt, and the desk hears of the third refusal.
void third_face_of_the_day(StoryVisit& v) {
    auto card = good_card();
    card.face = {2, 1};
    v.lay(card).tap(A::choose_face).wait().at(S::face_refused);
    const auto* told = v.did<TellDesk>();
    v.that(told && told->note.kind == domain::DeskNote::Kind::alert, "the desk was not alerted");
    v.that(told && told->note.error == ErrorCode::face_refused_often, "alerted of something else");
    v.that(v.did<CountRefusal>(), "not counted for the card");
    v.tap(A::retry).at(S::face_refused).wait().at(S::idle_warning).tap(A::continue_visit).at(S::face_refused);
    v.that(!v.did<CountRefusal>() && !v.did<TellDesk>(), "counted or told again after a pause");
    v.tap(A::choose_pin).at(S::pin_entry);
}
void face_waits(StoryVisit& v) {
    auto card = good_card();
    card.face = {5, 0};
    v.lay(card).at(S::choose_identity).that(v.visit().error == ErrorCode::face_refused_often, "not said why");
    v.tap(A::choose_face).at(S::choose_identity).tap(A::choose_pin).at(S::pin_entry);
}
void first_faces_of_the_day(StoryVisit& v) {
    v.lay(good_card());
    for (int i = 0; i < 2; ++i)
        v.tap(i == 0 ? A::choose_face : A::retry)
            .wait()
            .that(v.did<CountRefusal>() && !v.did<TellDesk>(), "told early");
}
void staff_code_accepted(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_staff).type(6).tap(A::confirm);
    v.happen(StaffChecked{v.visit().ticket, domain::StaffCheck{true, 5, 0, false, "desk-1"}}).at(S::staff_confirm);
    const auto* told = v.did<TellDesk>();
    v.that(told && told->note.kind == domain::DeskNote::Kind::staff_check && told->note.by == "desk-1",
           "the desk was not told whose code it was");
}
// ---- the desk -------------------------------------------------------------------------------------------------------

StoryVisit& desk(StoryVisit& v, domain::DeskSays says, int item = 0) {
    return v.happen(DeskAnswered{{v.visit().ticket.visit, 0}, says, item, "sato"});
}
using domain::DeskSays;

void seen_at_the_desk(StoryVisit& v) {
    v.lay(good_card());
    desk(v, DeskSays::confirms).at(S::choose_identity).tap(A::choose_staff);
    desk(v, DeskSays::confirms).at(S::terminal_challenge).that(v.visit().seen_by == "sato", "by whom?");
    desk(v, DeskSays::confirms).at(S::terminal_challenge);
    v.happen(ChallengeReady{v.visit().ticket, {}}).happen(Signed{v.visit().ticket, {}}).answer(good_person());
    v.at(S::confirming).that(v.visit().way == Way::staff, "identified otherwise");
}
void seen_after_a_code(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_staff).type(6).tap(A::confirm);
    v.happen(StaffChecked{v.visit().ticket, domain::StaffCheck{true, 5, 0, false, "desk-1"}}).at(S::staff_confirm);
    desk(v, DeskSays::confirms).at(S::terminal_challenge);
}
void refused_at_the_desk(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_staff);
    desk(v, DeskSays::refuses).at(S::guidance);
    v.that(v.visit().situation == domain::Situation::identity_failed && v.visit().seen_by == "sato", "not as told");
}
void refused_after_a_code(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_staff).type(6).tap(A::confirm);
    v.happen(StaffChecked{v.visit().ticket, domain::StaffCheck{true, 5, 0, false, "desk-1"}});
    desk(v, DeskSays::refuses).at(S::guidance);
}
StoryVisit& locked(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_staff).type(6).tap(A::confirm);
    return v.happen(StaffChecked{v.visit().ticket, domain::StaffCheck{false, 0, 300}}).at(S::staff_refused);
}
void unlocked_at_the_desk(StoryVisit& v) {
    desk(locked(v), DeskSays::unlocks).at(S::staff_password).that(v.did<UnlockStaff>(), "the card waits all the same");
    v.type(6).tap(A::confirm).happen(StaffChecked{v.visit().ticket, domain::StaffCheck{false, 2, 0}});
    desk(v, DeskSays::unlocks).at(S::staff_refused);
}
void seen_while_locked(StoryVisit& v) { desk(locked(v), DeskSays::confirms).at(S::terminal_challenge); }
void refused_while_locked(StoryVisit& v) { desk(locked(v), DeskSays::refuses).at(S::guidance); }
void the_desk_comes(StoryVisit& v) {
    v.lay(good_card()).tap(A::call_staff);
    const auto before = v.visit().ticket;
    desk(v, DeskSays::comes).at(S::staff_called).that(v.visit().desk_comes && v.did<SetTimer>(), "no word of it");
    v.that(v.visit().ticket != before, "with the old time");
    const auto after = v.visit().ticket;
    desk(v, DeskSays::comes).that(v.visit().ticket == after, "more time with each answer");
    v.tap(A::cancel_call).tap(A::call_staff).that(!v.visit().desk_comes, "the new call is answered already");
}
void the_desk_helps(StoryVisit& v) {
    desk(v, DeskSays::test_slip).at(S::idle);
    const auto* slip = v.did<PrintSlip>();
    v.that(slip && slip->number == kTestSlip, "no slip");
    desk(v, DeskSays::comfort, static_cast<int>(ComfortChoice::large));
    v.that(v.visit().comfort == Comfort{}, "for nobody").lay(good_card());
    desk(v, DeskSays::comfort, static_cast<int>(ComfortChoice::large));
    v.that(v.visit().comfort.size == TextSize::large, "not larger");
    desk(v, DeskSays::language, 1).that(v.visit().language == Language{1}, "another language");
    desk(v, DeskSays::test_slip).that(!v.did<PrintSlip>(), "a slip with somebody there");
}
void the_desk_closes(StoryVisit& v) {
    v.lay(good_card()).happen(DeviceDown{Device::desk, ErrorCode::closed_for_now, kToday}).at(S::choose_identity);
    v.take().at(S::thanks).wait().at(S::out_of_service);
    v.that(!v.did<TellDesk>(), "the desk hears of what it did");
    v.that(v.visit().error == ErrorCode::closed_for_now, "nobody reads why");
    v.happen(DeviceUp{Device::desk}).at(S::idle).happen(DeviceDown{Device::desk, ErrorCode::closed_for_check, kToday});
    v.at(S::out_of_service).that(v.visit().error == ErrorCode::closed_for_check, "another reason");
}
void closed_behind_a_phone(StoryVisit& v) {
    const DeviceDown closes{Device::desk, ErrorCode::closed_for_now, kToday};
    const DeviceUp opens{Device::desk};
    const auto choose = [&]() -> StoryVisit& { return v.tap(A::use_phone).at(S::choose_phone).happen(closes); };
    choose().at(S::choose_phone).tap(A::back).at(S::out_of_service).happen(opens).at(S::idle);
    choose().wait().at(S::out_of_service).happen(opens);
    choose().tap(A::android).at(S::phone_wait).tap(A::end_visit).at(S::out_of_service).happen(opens);
    choose().tap(A::android).at(S::phone_wait).wait().at(S::out_of_service).happen(opens);
    choose().happen(CardPresent{{domain::kPhoneSlot, 7}}).at(S::out_of_service);
    v.that(!v.visit().card, "a phone for a card").happen(opens).at(S::idle);
    choose().happen(CardPresent{{domain::kCardSlot, 8}}).at(S::out_of_service).happen(opens).at(S::reading_card);
}
void service_away_in_thanks(StoryVisit& v) {
    v.lay(good_card()).happen(DeviceDown{Device::camera, ErrorCode::camera_missing, kToday}).at(S::choose_identity);
    v.take().at(S::thanks).happen(DeviceDown{Device::service, ErrorCode::service_unreachable, kToday}).at(S::thanks);
    v.that(v.visit().service_down().has_value(), "not noted").wait().at(S::out_of_service);
}

// ---- settings -------------------------------------------------------------------------------------------------------

StoryVisit& open_settings(StoryVisit& v) {
    v.tap(A::choose_staff).at(S::staff_password).type(6).tap(A::confirm).at(S::staff_checking);
    return v.happen(StaffChecked{v.visit().ticket, domain::StaffCheck{true, 5, 0}}).at(S::settings);
}
StoryVisit& show(StoryVisit& v, Setting setting) {
    return v.tap(A::change, static_cast<int>(setting)).at(S::setting_choice);
}
StoryVisit& saved(StoryVisit& v, base::Result<void> result = {}) {
    return v.at(S::setting_saving).happen(SettingSaved{v.visit().ticket, std::move(result)});
}

void settings_chosen(StoryVisit& v) {
    open_settings(v);
    show(v, Setting::language).tap(A::choose, 2).at(S::setting_choice).tap(A::choose, 1);
    const auto* work = v.did<ChangeSetting>();
    v.that(work && work->setting == Setting::language && work->value == 1, "something else is saved");
    saved(v).at(S::settings).that(v.visit().facts.language == Language{1}, "it does not hold");
    show(v, Setting::layout).tap(A::choose, 3);
    saved(v).that(v.visit().facts.setup.layout == Layout::compact, "it does not hold");
    v.tap(A::back).at(S::idle).that(v.visit().language == Language{1} && !v.visit().for_settings, "it acts on nobody");
}
void settings_by_steps(StoryVisit& v) {
    open_settings(v);
    show(v, Setting::volume).tap(A::choose, 70).at(S::setting_choice);
    const auto* tone = v.did<PlayTone>();
    v.that(tone && tone->volume == 70, "nobody hears it");
    v.tap(A::choose, 101).that(v.visit().chosen == 70, "louder than it can be");
    v.tap(A::back).at(S::settings).that(v.visit().facts.setup.volume == 60, "saved without a touch");
    show(v, Setting::brightness).tap(A::choose, 50).that(!v.did<PlayTone>(), "a tone for a brightness");
    v.tap(A::confirm);
    saved(v).at(S::settings).that(v.visit().facts.setup.brightness == 50, "it does not hold");
    show(v, Setting::text_size).tap(A::confirm).at(S::setting_choice);
}
void setting_not_saved(StoryVisit& v) {
    open_settings(v);
    show(v, Setting::theme).tap(A::choose, 1);
    saved(v, fail(ErrorCode::setting_unsaved)).at(S::setting_failed);
    v.that(v.visit().error == ErrorCode::setting_unsaved, "nobody hears why");
    v.that(v.visit().facts.comfort.theme == Theme::standard, "it holds all the same");
    v.tap(A::retry).at(S::setting_saving).wait().at(S::setting_failed);
    v.that(v.visit().error == ErrorCode::setting_unsaved, "nobody hears why");
    v.tap(A::back).at(S::settings).tap(A::change, -1).at(S::settings).wait().at(S::idle);
}
void settings_tests(StoryVisit& v) {
    open_settings(v);
    v.tap(A::test_touch).at(S::touch_test).tap(A::retry);
    for (const int missed : {3, 0, 12, 5, 40}) v.happen(TargetTouched{missed});
    v.happen(TargetTouched{7});
    v.that(v.visit().tested == kTargets && v.visit().missed == std::array{3, 0, 12, 5, 40}, "not as it was touched");
    v.tap(A::retry).that(v.visit().tested == 0 && v.visit().missed == std::array<int, kTargets>{}, "not begun again");
    v.tap(A::back).at(S::settings).tap(A::test_picture).at(S::picture_test);
    v.tap(A::next).tap(A::next).tap(A::next).that(v.visit().tested == 2, "a picture that there is not");
    v.tap(A::back).at(S::settings).tap(A::test_touch).that(v.visit().tested == 0, "begun in the middle").wait();
    v.at(S::idle);
}
void readiness_seen(StoryVisit& v) {
    const std::vector<domain::StaffLine> lines{{domain::StaffLine::Kind::wrong, "× カードリーダー"}};
    open_settings(v);
    v.happen(DeviceDown{Device::phone_reader, ErrorCode::reader_missing, kToday}).tap(A::check_ready);
    const auto* look = v.at(S::readiness_look).did<LookAtReadiness>();
    v.that(look && look->down == v.visit().down, "nobody looks, or without what is known");
    v.happen(ReadinessFound{v.visit().ticket, lines}).at(S::readiness);
    v.that(v.visit().found == lines, "something else was found").tap(A::print).at(S::readiness);
    const auto* print = v.did<PrintFound>();
    v.that(print && print->lines == lines, "something else is printed");
    v.tap(A::retry).at(S::readiness_look).wait().at(S::settings).tap(A::check_ready);
    v.happen(ReadinessFound{v.visit().ticket, {}}).tap(A::back).at(S::settings).tap(A::back).at(S::idle);
    v.that(v.visit().found.empty(), "it stays");
}
void readiness_without_printer(StoryVisit& v) {
    open_settings(v).tap(A::check_ready);
    v.happen(ReadinessFound{v.visit().ticket, {}}).tap(A::print).that(!v.did<PrintFound>(), "printed on nothing");
    v.wait().at(S::idle);
}
void papers_alone(StoryVisit& v) {
    const auto before = v.visit().ticket.visit;
    v.tap(A::without_card).at(S::without_card).that(v.visit().ticket.visit == before + 1, "nobody of the desk's list");
    const auto* told = v.did<TellDesk>();
    v.that(told && told->note.situation == domain::Situation::no_card && told->note.ticket.visit == before + 1,
           "the desk does not hear why");
    v.tap(A::statement).at(S::statement);
    const auto* form = v.did<PrintStatement>();
    v.that(form && form->day == v.visit().today, "no form, or of another day");
    told = v.did<TellDesk>();
    v.that(told && told->note.where == "statement", "the desk does not hear of the form");
    v.tap(A::next).at(S::idle).tap(A::without_card).tap(A::back).at(S::idle);
    v.tap(A::without_card).wait().at(S::idle).tap(A::without_card).tap(A::statement).wait().at(S::idle);
    v.tap(A::comfort, static_cast<int>(ComfortChoice::large)).tap(A::without_card).lay(good_card());
    v.at(S::choose_identity).that(v.visit().comfort.size == TextSize::large, "the comfort is lost");
    v.take().wait().tap(A::comfort, static_cast<int>(ComfortChoice::large)).tap(A::without_card).tap(A::statement);
    v.lay(good_card()).that(v.visit().comfort.size == TextSize::large, "the comfort is lost");
}
CodeRead shown(const StoryVisit& v, base::Result<CodeMeaning> what) { return {v.visit().ticket, std::move(what)}; }
const MyWay kLargeAndSlow{Language{1}, {.size = TextSize::large, .slow = true}};
void my_way(StoryVisit& v) {
    const auto before = v.visit().ticket.visit;
    v.tap(A::show_code).at(S::show_code).that(v.did<ReadCode>(), "nobody looks for a code");
    v.that(v.visit().ticket.visit == before + 1, "what was read before would count as theirs");
    v.happen(shown(v, kLargeAndSlow)).at(S::way_set);
    v.that(v.visit().language == Language{1} && v.visit().comfort == kLargeAndSlow.comfort, "not as the code says");
    v.lay(good_card()).at(S::choose_identity);
    v.that(v.visit().language == Language{1} && v.visit().comfort == kLargeAndSlow.comfort, "lost with the card");
    v.prove_by_pin().answer(good_person()).confirm({domain::Validity::valid, {}, {}, "7"});
    const auto* slip = v.did<PrintSlip>();
    v.that(slip && slip->way == kLargeAndSlow.comfort, "the slip has no code for the next time");
}
void way_in_another_language(StoryVisit& v) {
    v.tap(A::show_code).happen(shown(v, MyWay{std::nullopt, {.reach = true}})).at(S::way_set);
    v.that(v.visit().language == v.visit().facts.language && v.visit().comfort.reach, "not as it can be here");
    v.tap(A::back).at(S::idle).that(!v.visit().set_otherwise(), "the next patient finds it");
    v.tap(A::show_code).happen(shown(v, kLargeAndSlow)).wait().at(S::idle);
    v.that(!v.visit().set_otherwise(), "the next patient finds it, later");
}
void way_without_card(StoryVisit& v) {
    v.tap(A::show_code).happen(shown(v, kLargeAndSlow)).tap(A::use_phone).at(S::choose_phone);
    v.that(v.visit().comfort == kLargeAndSlow.comfort, "lost on the way to the phone");
    v.tap(A::back).tap(A::show_code).happen(shown(v, kLargeAndSlow));
    const auto before = v.visit().ticket.visit;
    v.tap(A::without_card).at(S::without_card);
    v.that(v.visit().ticket.visit == before + 1, "nobody of the desk's list");
}
void other_code(StoryVisit& v) {
    v.tap(A::show_code).happen(shown(v, OtherCode{domain::CodeKind::jan})).at(S::code_problem);
    v.that(v.visit().error == ErrorCode::code_unknown, "not said why");
    v.tap(A::retry).at(S::show_code).that(v.did<ReadCode>(), "nobody looks again");
    v.happen(shown(v, fail(ErrorCode::code_several))).at(S::code_problem);
    v.that(v.visit().error == ErrorCode::code_several, "not said why").wait().at(S::idle);
    v.tap(A::show_code).wait().at(S::code_problem).that(v.visit().error == ErrorCode::code_unseen, "not said why");
    v.tap(A::back).at(S::idle).tap(A::show_code).tap(A::back).at(S::idle);
    v.tap(A::comfort, static_cast<int>(ComfortChoice::large)).tap(A::show_code).lay(good_card());
    v.at(S::choose_identity).that(v.visit().comfort.size == TextSize::large, "the comfort is lost");
    v.take().wait().tap(A::comfort, static_cast<int>(ComfortChoice::large)).tap(A::show_code);
    v.happen(shown(v, fail(ErrorCode::code_unseen))).lay(good_card());
    v.that(v.visit().comfort.size == TextSize::large, "the comfort is lost");
}
void code_of_an_appointment(StoryVisit& v) {
    v.tap(A::show_code).happen(shown(v, OtherCode{domain::CodeKind::qr})).at(S::appointment_looking);
    v.that(v.did<FindAppointment>(), "nobody looks it up").wait().at(S::appointment_told).tap(A::next).at(S::idle);
    v.tap(A::show_code).tap(A::type_number).at(S::appointment_entry);
}
void no_codes_here(StoryVisit& v) {
    v.tap(A::show_code).at(S::idle).tap(A::comfort, static_cast<int>(ComfortChoice::large));
    v.lay(good_card()).prove_by_pin().answer(good_person()).confirm({domain::Validity::valid, {}, {}, "7"});
    const auto* slip = v.did<PrintSlip>();
    v.that(slip && !slip->way, "a code that nobody can read");
}
void slip_without_way(StoryVisit& v) {
    v.lay(good_card()).prove_by_pin().answer(good_person()).confirm({domain::Validity::valid, {}, {}, "7"});
    const auto* slip = v.did<PrintSlip>();
    v.that(slip && !slip->way, "a code for what every visit begins with");
}
void slip_always_with_way(StoryVisit& v) {
    v.lay(good_card()).prove_by_pin().answer(good_person()).confirm({domain::Validity::valid, {}, {}, "7"});
    const auto* slip = v.did<PrintSlip>();
    v.that(slip && slip->way == v.visit().facts.comfort, "a slip without a code");
}
void slip_never_with_way(StoryVisit& v) {
    v.tap(A::comfort, static_cast<int>(ComfortChoice::large)).lay(good_card());
    v.prove_by_pin().answer(good_person()).confirm({domain::Validity::valid, {}, {}, "7"});
    const auto* slip = v.did<PrintSlip>();
    v.that(slip && !slip->way, "a code that the clinic does not want");
}

void papers_not_offered(StoryVisit& v) { v.tap(A::without_card).at(S::idle); }
void statement_not_offered(StoryVisit& v) { v.tap(A::without_card).tap(A::statement).at(S::without_card); }

StoryVisit& give_number(StoryVisit& v, base::Result<domain::Appointment> found) {
    v.type(5).tap(A::confirm).at(S::appointment_looking);
    v.that(v.did<FindAppointment>() != nullptr, "nobody looks");
    return v.happen(AppointmentFound{v.visit().ticket, std::move(found)}).at(S::appointment_told);
}
domain::Appointment arriving(domain::Arrival arrival) { return {arrival, kToday, 630, 20, "内科"}; }

void appointment_met(StoryVisit& v) {
    const auto before = v.visit().ticket.visit;
    v.tap(A::type_number).at(S::appointment_entry).tap(A::confirm).at(S::appointment_entry).tap(A::toggle);
    v.that(v.visit().digits_shown && v.visit().ticket.visit == before + 1, "nobody of the desk's list");
    give_number(v, arriving(domain::Arrival::late));
    const auto* told = v.did<TellDesk>();
    v.that(told && told->note.appointment == arriving(domain::Arrival::late), "the desk does not hear of it");
    v.tap(A::retry).at(S::appointment_told).lay(good_card());
    v.that(v.visit().appointment == arriving(domain::Arrival::late), "it is lost with the card");
    v.take().wait().at(S::idle).that(!v.visit().appointment, "it stays");
    v.tap(A::type_number);
    give_number(v, arriving(domain::Arrival::on_time)).tap(A::next).at(S::idle);
    v.that(!v.visit().appointment, "it stays").tap(A::type_number).wait().at(S::idle);
    v.tap(A::type_number).tap(A::back).at(S::idle).tap(A::type_number);
    give_number(v, arriving(domain::Arrival::early)).wait().at(S::idle);
}
void appointment_not_met(StoryVisit& v) {
    v.tap(A::type_number);
    give_number(v, arriving(domain::Arrival::other_day)).tap(A::retry).at(S::appointment_entry);
    v.that(!v.visit().appointment && v.visit().pin_digits == 0, "the number before is kept");
    give_number(v, fail(ErrorCode::appointments_unreadable));
    v.that(v.visit().error == ErrorCode::appointments_unreadable, "nobody hears why").tap(A::retry);
    v.type(5).tap(A::confirm).wait().at(S::appointment_told);
    v.that(v.visit().error == ErrorCode::appointments_unreadable, "nobody hears why").tap(A::retry);
    give_number(v, domain::Appointment{}).lay(good_card());
    v.that(!v.visit().appointment, "nothing was recorded, and it is told of the card's holder");
}
void appointment_with_card_laid(StoryVisit& v) {
    const auto present = CardPresent{{domain::kCardSlot, 7}};
    const auto lay_while_looking = [&] {
        v.tap(A::type_number).type(5).tap(A::confirm).happen(present).at(S::appointment_looking);
    };
    const auto answer = [&] {
        v.happen(AppointmentFound{v.visit().ticket, arriving(domain::Arrival::on_time)}).at(S::appointment_told);
    };
    lay_while_looking();
    v.happen(CardRemoved{present.card}).at(S::appointment_looking).happen(present);
    answer();
    v.tap(A::next).at(S::reading_card).that(v.visit().appointment.has_value(), "it is lost with the card");
    v.happen(CardRemoved{present.card}).wait().at(S::idle);
    lay_while_looking();
    answer();
    v.wait().at(S::reading_card).happen(CardRemoved{present.card}).wait().at(S::idle);
    lay_while_looking();
    answer();
    v.happen(CardRemoved{present.card}).at(S::appointment_told).tap(A::next).at(S::idle);
    lay_while_looking();
    v.happen(AppointmentFound{v.visit().ticket, domain::Appointment{}}).at(S::appointment_told);
    v.tap(A::retry).at(S::appointment_told).that(v.visit().card.has_value(), "a card lies there, and is not read");
    v.happen(DeviceDown{Device::desk, ErrorCode::closed_for_now, kToday}).at(S::appointment_told).tap(A::next);
    v.at(S::out_of_service).happen(DeviceUp{Device::desk}).at(S::reading_card);
}
void appointment_not_offered(StoryVisit& v) { v.tap(A::type_number).at(S::idle); }

void settings_left(StoryVisit& v) {
    v.tap(A::choose_staff).tap(A::back).at(S::idle).tap(A::choose_staff).wait().at(S::idle);
    v.tap(A::choose_staff).type(6).tap(A::confirm);
    v.happen(StaffChecked{v.visit().ticket, domain::StaffCheck{false, 2, 0}}).at(S::staff_refused);
    v.tap(A::end_visit).at(S::staff_refused).tap(A::retry).at(S::staff_password).type(6).tap(A::confirm);
    v.happen(StaffChecked{v.visit().ticket, domain::StaffCheck{false, 0, 60}}).tap(A::retry).at(S::staff_refused);
    v.tap(A::back).at(S::idle);
    open_settings(v).tap(A::call_staff).at(S::staff_called).tap(A::cancel_call).at(S::idle);
    open_settings(v).lay(good_card()).at(S::choose_identity).that(!v.visit().for_settings, "settings in a visit");
    v.tap(A::choose_staff).at(S::staff_password).tap(A::back).at(S::choose_identity).take().wait();
    v.lay(good_card()).take().at(S::thanks).tap(A::choose_staff).at(S::thanks);
}
void settings_out_of_service(StoryVisit& v) {
    v.happen(DeviceDown{Device::camera, ErrorCode::camera_missing, kToday}).at(S::out_of_service);
    open_settings(v).tap(A::back).at(S::out_of_service);
    open_settings(v).happen(CardPresent{{domain::kPhoneSlot, 7}}).at(S::out_of_service);
    v.that(!v.visit().card, "a phone for a card");
    open_settings(v).happen(CardPresent{{domain::kCardSlot, 8}}).at(S::out_of_service).tap(A::choose_staff);
    v.at(S::out_of_service).happen(DeviceUp{Device::camera}).at(S::reading_card);
}
void settings_not_offered(StoryVisit& v) { v.tap(A::choose_staff).at(S::idle); }

void staff_code_expired(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_staff).type(6).tap(A::confirm);
    v.happen(StaffChecked{v.visit().ticket, domain::StaffCheck{false, 4, 0, true}}).at(S::staff_refused);
    v.that(v.visit().error == ErrorCode::staff_code_expired, "called wrong");
    v.tap(A::retry).at(S::staff_password);
}
void staff_wrong(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_staff).type(6).tap(A::confirm);
    v.happen(StaffChecked{v.visit().ticket, domain::StaffCheck{false, 2, 0}}).at(S::staff_refused);
    v.tap(A::retry).at(S::staff_password).type(6).tap(A::confirm);
    v.happen(StaffChecked{v.visit().ticket, domain::StaffCheck{false, 0, 300}}).at(S::staff_refused);
    v.tap(A::retry).at(S::staff_refused).tap(A::back).at(S::choose_identity);
}
void staff_says_no(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_staff).type(6).tap(A::confirm);
    v.happen(StaffChecked{v.visit().ticket, domain::StaffCheck{true, 5, 0}}).tap(A::refuse).at(S::guidance);
    v.that(v.visit().situation == domain::Situation::identity_failed, "guidance for something else");
}
void staff_went_away(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_staff).type(6).tap(A::confirm);
    v.happen(StaffChecked{v.visit().ticket, domain::StaffCheck{true, 5, 0}}).at(S::staff_confirm);
    v.wait().at(S::choose_identity).that(!v.visit().identified(), "identified by nobody");
}
void staff_came_to_a_call(StoryVisit& v) {
    v.lay(good_card()).tap(A::call_staff).at(S::staff_called).that(v.did<TellDesk>(), "the desk was not told");
    v.tap(A::choose_staff).at(S::staff_password);
}

// ---- phones ---------------------------------------------------------------------------------------------------------

void iphone(StoryVisit& v) {
    v.tap(A::use_phone).at(S::choose_phone).tap(A::iphone).at(S::phone_wait).lay(phone(Medium::iphone));
    v.at(S::phone_challenge).happen(ChallengeReady{v.visit().ticket, {}}).at(S::phone_signing);
    v.happen(Signed{v.visit().ticket, {}}).answer(good_person(true)).at(S::consent).take().at(S::consent);
    v.tap(A::agree_none).confirm().at(S::result_valid).wait().at(S::thanks);
}
void android(StoryVisit& v) {
    v.lay(phone(Medium::android)).at(S::pin_entry).type(4).tap(A::confirm);
    v.happen(ChallengeReady{v.visit().ticket, {}});
    v.happen(PinAnswered{v.visit().ticket, domain::Tries{3}, true}).answer(good_person()).at(S::confirming);
}
void phone_beside_a_card(StoryVisit& v) {
    v.lay(good_card()).happen(CardPresent{{domain::kPhoneSlot, 9}}).at(S::choose_identity);
}
void phone_beside_a_forgotten_card(StoryVisit& v) {
    v.lay(good_card()).tap(A::end_visit).at(S::take_card).happen(CardPresent{{domain::kPhoneSlot, 9}});
    v.at(S::take_card).wait().wait().wait().at(S::card_left).happen(CardPresent{{domain::kPhoneSlot, 10}});
    v.at(S::card_left).take().at(S::thanks);
}
void phone_not_registered(StoryVisit& v) {
    v.lay(phone(Medium::iphone)).happen(ChallengeReady{v.visit().ticket, {}}).happen(Signed{v.visit().ticket, {}});
    v.answer(unregistered()).at(S::not_registered);
}

// ---- service --------------------------------------------------------------------------------------------------------

void registers(StoryVisit& v) {
    v.lay(good_card()).prove_by_pin().answer(unregistered()).at(S::registration_offer);
    v.tap(A::agree).at(S::registering).answer(good_person(true)).at(S::consent);
}
void declines_registration(StoryVisit& v) {
    v.lay(good_card()).prove_by_pin().answer(unregistered()).tap(A::disagree).at(S::not_registered);
    v.that(!v.did<RegisterUse>(), "registered all the same").tap(A::show_guidance).at(S::guidance);
}
void grace(StoryVisit& v) {
    auto card = good_card();
    card.not_after = {2026, 9, 30};
    v.lay(card).prove_by_pin().answer(good_person(true)).at(S::certificate_grace).tap(A::next).at(S::confirming);
    const auto* confirm = v.did<Confirm>();
    v.that(confirm != nullptr && confirm->choices == domain::Choices{}, "more than the eligibility was asked for");
}
void ends_soon(StoryVisit& v) {
    auto card = good_card();
    card.not_after = {2027, 1, 15};
    v.lay(card).prove_by_pin().answer(good_person()).at(S::certificate_notice).tap(A::next).at(S::confirming);
}
void service_fails(StoryVisit& v) {
    v.lay(good_card()).prove_by_face().happen(Authenticated{v.visit().ticket, fail(ErrorCode::service_timeout)});
    v.at(S::service_failed).that(v.did<TellDesk>(), "the desk was not told");
    v.tap(A::retry).at(S::terminal_challenge);
}
void nothing_found(StoryVisit& v) {
    v.lay(good_card()).prove_by_pin().answer(good_person()).confirm({domain::Validity::none_found, {}});
    v.at(S::result_invalid).that(v.visit().situation == domain::Situation::no_eligibility, "not taken for a lag");
}
void remark(StoryVisit& v) {
    domain::Remarks remarks;
    remarks.add(domain::Remark::turning_70);
    v.lay(good_card()).prove_by_pin().answer(good_person()).confirm({domain::Validity::valid, remarks});
    v.at(S::result_remark);
}

// ---- questions ------------------------------------------------------------------------------------------------------

void item_by_item(StoryVisit& v) {
    v.lay(good_card()).prove_by_pin().answer(good_person(true)).tap(A::by_item).at(S::consent_items);
    v.tap(A::agree, 0).tap(A::disagree, 1).tap(A::confirm).at(S::consent_items).tap(A::more, 2).at(S::consent_more);
    v.tap(A::back).tap(A::agree, 2).tap(A::confirm).at(S::confirming);
    const domain::Consents expected{true, true, true, false, false};
    v.that(v.visit().sent && v.visit().sent->consents == expected, "not as ticked");
}
void all_questions(StoryVisit& v) {
    auto person = good_person(true);
    person.asks[Q::specific_disease] = true;
    v.lay(good_card()).prove_by_pin().answer(person).tap(A::agree_all).at(S::specific_disease).tap(A::back);
    v.at(S::consent).tap(A::agree_none).at(S::specific_disease).tap(A::agree).at(S::high_cost).tap(A::disagree);
    v.at(S::prescription_form).tap(A::choose, 1).at(S::review).tap(A::change, 4).at(S::high_cost).tap(A::agree);
    v.at(S::review).tap(A::confirm).at(S::confirming);
    const auto& sent = v.visit().sent;
    v.that(sent && sent->consents == domain::Consents{false, false, false, false, true} &&
               sent->answers[Q::high_cost].chosen == 1 && sent->answers[Q::prescription_form].chosen == 1,
           "not as ticked");
}
void pharmacy_choice(StoryVisit& v) {
    auto person = good_person();
    person.listed[Q::prescription_choice] = {{"p1", {2026, 11, 1}, "a", {}}, {"p2", {2026, 11, 2}, "b", {}}};
    v.lay(good_card()).prove_by_pin().answer(person).at(S::prescription_choice).tap(A::toggle, 1).tap(A::confirm);
    v.that(v.visit().sent && v.visit().sent->answers[Q::prescription_choice].items == std::vector<std::string>{"p2"},
           "not as ticked");
}

void certificates(StoryVisit& v) {
    auto person = good_person(true);
    person.listed[Q::subsidy] = {{"c1", {}, "a", "x"}, {"c2", {}, "a", "y"}, {"c3", {}, "b", "z"}};
    v.lay(good_card()).prove_by_pin().answer(person).tap(A::agree_none).at(S::subsidy).tap(A::agree).tap(A::agree);
    v.tap(A::back).at(S::subsidy).tap(A::disagree).at(S::subsidy).tap(A::agree).at(S::review);
    v.tap(A::change, 7).at(S::subsidy).tap(A::back).at(S::consent).tap(A::agree_none).at(S::review);
    v.tap(A::confirm).at(S::confirming);
    const auto& sent = v.visit().sent;
    v.that(sent && sent->answers[Q::subsidy].items == std::vector<std::string>{"c1", "c3"}, "not as agreed");
}

// ---- ends -----------------------------------------------------------------------------------------------------------

void card_left(StoryVisit& v) {
    v.lay(good_card()).tap(A::end_visit).at(S::take_card).wait().at(S::take_card_reminder).wait();
    v.at(S::take_card_urgent).that(!v.did<TellDesk>(), "staff told too early").wait().at(S::card_left);
    v.that(v.did<TellDesk>(), "staff not told").take().at(S::thanks);
    v.that(!v.visit().error, "taken for a pulled card");
}
void told_to_the_desk(StoryVisit& v) {
    v.lay(good_card()).prove_by_pin().answer(good_person()).confirm({domain::Validity::invalid, {}});
    v.at(S::result_invalid).tap(A::next).at(S::take_card).wait().take().at(S::thanks);
    v.that(v.visit().to_desk && !v.visit().error, "not sent to the desk, or blamed");
}
void locked_then_valid(StoryVisit& v) {
    v.lay(good_card(1)).tap(A::choose_pin).type(4).tap(A::confirm).tap(A::confirm);
    v.happen(ChallengeReady{v.visit().ticket, {}});
    v.happen(PinAnswered{v.visit().ticket, domain::Tries{0}, false}).at(S::pin_locked);
    v.prove_by_face().answer(good_person()).confirm().at(S::result_valid).take();
    v.that(!v.visit().to_desk, "sent to the desk although all is well");
}
void terminal_fails_for_staff(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_staff).type(6).tap(A::confirm);
    v.happen(StaffChecked{v.visit().ticket, domain::StaffCheck{true, 5, 0}}).tap(A::confirm);
    v.happen(ChallengeReady{v.visit().ticket, {}});
    v.happen(Signed{v.visit().ticket, fail(ErrorCode::terminal_authentication_unavailable)}).at(S::face_unavailable);
    v.tap(A::choose_staff).at(S::face_unavailable);
}
void day_turns(StoryVisit& v) {
    v.happen(DayBegan{{2026, 11, 23}}).that(v.visit().today == base::Date{2026, 11, 23}, "still yesterday");
    v.lay(good_card()).happen(DayBegan{{2026, 11, 24}}).that(v.visit().today == kToday, "two days in one visit");
}
void nobody_there(StoryVisit& v) { v.lay(good_card()).wait().at(S::idle_warning).wait().at(S::take_card); }
void somebody_there(StoryVisit& v) {
    v.lay(good_card()).wait().at(S::idle_warning).tap(A::continue_visit).at(S::choose_identity);
}
void pulled(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_pin).type(4).take().at(S::thanks);
    v.that(v.visit().error == ErrorCode::card_removed && v.did<WipePin>(), "not taken for a pulled card");
}
void swapped(StoryVisit& v) {
    v.lay(good_card()).tap(A::choose_pin).happen(CardPresent{{0, 77}}).at(S::reading_card);
    v.that(!v.visit().info && v.did<Forget>(), "something of the first card is kept");
}
void journal_lost(StoryVisit& v) {
    v.lay(good_card()).happen(DeviceDown{Device::audit, ErrorCode::audit_unwritable, kToday}).at(S::out_of_service);
}

void nobody_chose_a_language(StoryVisit& v) {
    v.at(S::idle).tap(A::language, kWhichLanguage).that(v.visit().in_front == InFront::languages, "no list");
    v.wait().at(S::idle).that(v.visit().in_front == InFront::nothing, "the list stays");
}

constexpr Tap kLarge{A::comfort, static_cast<int>(ComfortChoice::large)};
constexpr Tap kSlower{A::comfort, static_cast<int>(ComfortChoice::slow)};

void reads_large(StoryVisit& v) {
    v.tap(A::comfort, kWhichComfort).that(v.visit().in_front == InFront::comfort, "no choices");
    v.happen(kLarge).that(v.visit().comfort.size == TextSize::large, "not larger");
    v.that(v.visit().in_front == InFront::comfort, "the choices go away by themselves");
    v.tap(A::comfort, kComfortDone).that(v.visit().in_front == InFront::nothing, "the choices stay");
    v.lay(good_card()).that(v.visit().comfort.size == TextSize::large, "small again");
    v.tap(A::choose_pin).type(2).tap(A::comfort, kWhichComfort).at(S::pin_entry).happen(kSlower);
    v.that(v.visit().pin_digits == 2 && v.visit().comfort.slow, "digits are lost, or it is as fast as before");
    v.tap(A::comfort, kComfortChoices).that(!v.did<SetTimer>(), "a choice that there is not");
    v.tap(A::language, 1).that(v.visit().language == Language{}, "a language that it does not speak");
    v.take().at(S::thanks).that(v.visit().comfort.size == TextSize::large, "small again for the last words");
    v.wait().at(S::idle).that(v.visit().comfort == Comfort{}, "the next patient finds it");
}
void chose_and_went(StoryVisit& v) {
    v.happen(kLarge).wait().at(S::idle).that(v.visit().comfort == Comfort{}, "the next patient finds it");
    v.happen(DeviceDown{Device::audit, ErrorCode::audit_unwritable, kToday}).at(S::out_of_service).happen(kLarge);
    v.tap(A::call_staff).wait().that(v.visit().comfort == Comfort{} && !v.visit().staff_on_way, "it stays so");
    v.that(!v.did<TellDesk>(), "the desk hears again that it is out of service");
}

void phone_chosen_first(StoryVisit& v) {
    v.tap(A::use_phone).at(S::choose_phone).tap(A::back).at(S::idle).tap(A::use_phone).tap(A::android);
    v.at(S::phone_wait).that(v.visit().phone_kind == domain::Medium::android, "another phone");
    v.tap(A::back).at(S::choose_phone).tap(A::iphone).at(S::phone_wait);
    v.that(v.visit().phone_kind == domain::Medium::iphone, "another phone").wait().at(S::idle);
    v.tap(A::use_phone).wait().at(S::idle).tap(A::use_phone).tap(A::android).tap(A::end_visit).at(S::idle);
}

constexpr auto plain = [] { return KioskFacts{}; };

}  // namespace

std::span<const Story> stories() {
    static const std::array all{
        Story{"by PIN", by_pin, plain()},
        Story{"by face", by_face, plain()},
        Story{"by staff", by_staff, with_staff()},
        Story{"the third miss locks, and the face still works", third_miss, plain()},
        Story{"a torn VERIFY is no wrong PIN", torn_verify, plain()},
        Story{"an unusable PIN is not offered", unusable_pin, plain()},
        Story{"with a helper no PIN is asked", accompanied, plain()},
        Story{"without the helper it is", accompanied_no_more, plain()},
        Story{"after the helper was asked to look away it is", helper_looks_away, plain()},
        Story{"the printed digits can be read when somebody wants that", digits_shown, plain()},
        Story{"a certificate turns out to be revoked", revoked_meanwhile, plain()},
        Story{"nobody vouches for a certificate", nobody_vouches, plain()},
        Story{"unreadable digits are typed", typed_digits, plain()},
        Story{"the next generation's six digits are typed", six_typed_digits, plain()},
        Story{"a photo without a face", photo_without_face, plain()},
        Story{"a photo that cannot be decoded", photo_undecodable, plain()},
        Story{"three attempts by face", three_faces, plain()},
        Story{"the first face refusals of a day", first_faces_of_the_day, plain()},
        Story{"the third face refusal of a day", third_face_of_the_day, plain()},
        Story{"a card whose face has to wait", face_waits, plain()},
        Story{"a staff code is accepted", staff_code_accepted, with_staff()},
        Story{"the desk compares person and card", seen_at_the_desk, with_staff()},
        Story{"the desk compares after a code", seen_after_a_code, with_staff()},
        Story{"the desk sees another person", refused_at_the_desk, with_staff()},
        Story{"the desk sees another person after a code", refused_after_a_code, with_staff()},
        Story{"the desk unlocks a card", unlocked_at_the_desk, with_staff()},
        Story{"the desk compares while a card waits", seen_while_locked, with_staff()},
        Story{"the desk sees another person while a card waits", refused_while_locked, with_staff()},
        Story{"the desk answers a call", the_desk_comes, plain()},
        Story{"the desk helps", the_desk_helps, in_three_languages()},
        Story{"the desk closes the kiosk", the_desk_closes, plain()},
        Story{"a staff code has ended", staff_code_expired, with_staff()},
        Story{"a wrong staff code", staff_wrong, with_staff()},
        Story{"staff choose for the kiosk", settings_chosen, with_settings()},
        Story{"staff go by steps", settings_by_steps, with_settings()},
        Story{"a setting cannot be saved", setting_not_saved, with_settings()},
        Story{"staff test touch and picture", settings_tests, with_settings()},
        Story{"staff look whether the kiosk is ready", readiness_seen, with_paper()},
        Story{"… and have no printer", readiness_without_printer, with_settings()},
        Story{"a my-way code sets the visit", my_way, with_codes()},
        Story{"… in a language that is not spoken here, and nobody lays a card", way_in_another_language, with_codes()},
        Story{"… and another way than the card", way_without_card, with_codes()},
        Story{"a code that is of no use, or none", other_code, with_codes()},
        Story{"a code of an appointment", code_of_an_appointment, with_codes_and_appointments()},
        Story{"no codes are read here", no_codes_here, with_paper()},
        Story{"the slip of who set nothing otherwise", slip_without_way, with_codes()},
        Story{"the slip always bears the code", slip_always_with_way, with_codes(WayOnSlip::always)},
        Story{"the slip never bears the code", slip_never_with_way, with_codes(WayOnSlip::never)},
        Story{"somebody comes with papers alone", papers_alone, with_paper()},
        Story{"an appointment is met", appointment_met, with_appointments()},
        Story{"an appointment is not met", appointment_not_met, with_appointments()},
        Story{"the card is laid down while the appointment is looked up", appointment_with_card_laid,
              with_appointments()},
        Story{"there is no list of appointments", appointment_not_offered, plain()},
        Story{"… on a day when none count", papers_not_offered, with_settings()},
        Story{"… and no statement counts", statement_not_offered, with_certificate_alone()},
        Story{"the settings are left", settings_left, with_settings()},
        Story{"the settings of a kiosk that is out of service", settings_out_of_service, with_settings()},
        Story{"without a file for them there are no settings", settings_not_offered, with_staff()},
        Story{"staff say it is somebody else", staff_says_no, with_staff()},
        Story{"staff went away without a word", staff_went_away, with_staff()},
        Story{"staff came to a call", staff_came_to_a_call, with_staff()},
        Story{"an iPhone, lifted after its signature", iphone, with_phone()},
        Story{"an Android phone and its PIN", android, with_phone()},
        Story{"the kiosk is closed behind whoever chose a phone", closed_behind_a_phone, with_phone()},
        Story{"the service goes while somebody reads the thanks", service_away_in_thanks, plain()},
        Story{"which phone, before it comes", phone_chosen_first, with_phone()},
        Story{"a phone beside a card disturbs nobody", phone_beside_a_card, with_phone()},
        Story{"a phone beside a forgotten card changes nothing", phone_beside_a_forgotten_card, with_phone()},
        Story{"a phone cannot register", phone_not_registered, with_phone()},
        Story{"registers at the reader", registers, plain()},
        Story{"does not want to register", declines_registration, plain()},
        Story{"in grace only the eligibility", grace, plain()},
        Story{"the certificate ends soon", ends_soon, plain()},
        Story{"the service fails, and is asked again", service_fails, plain()},
        Story{"no eligibility is found", nothing_found, plain()},
        Story{"valid with a remark", remark, plain()},
        Story{"consent item by item", item_by_item, plain()},
        Story{"every question of a clinic, changed before the end", all_questions, asking()},
        Story{"certificates one by one, back and forth", certificates, plain()},
        Story{"a pharmacy's choice", pharmacy_choice, pharmacy()},
        Story{"the card is left", card_left, plain()},
        Story{"an invalid result sends to the desk", told_to_the_desk, plain()},
        Story{"a locked PIN, then all is well", locked_then_valid, plain()},
        Story{"the signature without PIN fails after a staff check", terminal_fails_for_staff, with_staff()},
        Story{"the day turns between visits", day_turns, plain()},
        Story{"nobody is there", nobody_there, plain()},
        Story{"somebody is there", somebody_there, plain()},
        Story{"the card is pulled", pulled, plain()},
        Story{"the card is swapped", swapped, plain()},
        Story{"the journal is lost", journal_lost, plain()},
        Story{"reads large letters, at a slower pace", reads_large, plain()},
        Story{"chose large letters, and went away", chose_and_went, plain()},
        Story{"nobody chose from the list of languages", nobody_chose_a_language, in_three_languages()},
    };
    return all;
}

}  // namespace uketsuke::flow
